import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, isAbsolute, join, resolve } from 'node:path';
import type { BuildOptions } from 'esbuild';
import fs from 'fs-extra';
import { AppError, refusal } from '../../core/errors.ts';
import type { Code, DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import type { CodeVersion } from '../worker/pool.ts';
import { Bundle, projectEsbuild, runEnds } from './bundle.ts';
import { capturedIn } from './captured.ts';
import { IMAGE_OPTIONS, optionsOfCommand, optionsOfSam } from './esbuild-options.ts';
import { FolderCode } from './folder-code.ts';
import { placeBeside } from './hook-files.ts';

const isJavaScript = (runtime: string) => runtime.startsWith('nodejs');

/** `src/a/b.handler` is the module `src/a/b` and its export `handler`. */
export function partsOf(handler: string): readonly [module: string, exported: string] {
  const [, module, exported] = /^(.*?)\.([^/]+)$/.exec(handler) ?? [];
  if (!module || !exported)
    throw refusal(`"${handler}" is not a handler: it must be <module>.<export>`);
  return [module, exported];
}

interface Prepared {
  /** Throws `refused` where a file is missing that the code begins with. */
  check(): void;
  version(): Promise<CodeVersion>;
  close(): Promise<void>;
}

export interface CodeOptions {
  /** Folder that relative paths of the infrastructure begin in. */
  readonly root: string;
  /** Folder for bundles. */
  readonly cache: string;
}

/** What runs a function's code: bundles it where its deployment would. */
export class CodeStore {
  readonly #options: CodeOptions;
  readonly #prepared = new Map<string, Prepared>();

  #isClosed = false;

  constructor(options: CodeOptions) {
    this.#options = options;
  }

  /** The code of a function as it is now; throws `refused` where it cannot be run. */
  async of(fn: DeployedFunction): Promise<CodeVersion> {
    return this.#of(fn).version();
  }

  /** Why a function cannot be run, as far as that shows before its code is bundled. */
  problemOf(fn: DeployedFunction): AppError | undefined {
    try {
      this.#of(fn).check();
      return undefined;
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }

  #of(fn: DeployedFunction): Prepared {
    if (!isJavaScript(fn.runtime) && !['image', 'missing'].includes(fn.code.kind))
      throw refusal(
        `${fn.id} needs ${fn.runtime || 'a container'}: only functions for Node.js are run`,
      );
    if (this.#isClosed) throw runEnds();
    const known = this.#prepared.get(fn.id) ?? this.#prepare(fn);
    this.#prepared.set(fn.id, known);
    return known;
  }

  #prepare(fn: DeployedFunction): Prepared {
    const { code } = fn;
    if (code.kind === 'missing') throw refusal(`${fn.id} cannot be run: ${code.reason}`);
    if (code.kind === 'inline') return this.#folder(this.#inlined(fn, code.text), fn);
    if (code.kind === 'sam') return this.#sam(fn, code);
    if (code.kind === 'image') return this.#image(fn, code);
    const folder = resolve(this.#options.root, code.kind === 'folder' ? code.folder : code.path);
    const captured = code.kind === 'asset' ? capturedAsset(folder) : undefined;
    if (!captured) return this.#folder(folder, fn);
    if (captured.captured === 'docker')
      throw refusal(`${fn.id} cannot be run: its code is bundled in a container`);
    const bundle = this.#bundle(fn, captured.cwd, optionsOfCommand(captured.words));
    placeBeside(folder, captured.name, this.#folderOf(fn));
    return bundle;
  }

  #folderOf = ({ id }: DeployedFunction) =>
    join(this.#options.cache, id.replaceAll(/[^\w-]/g, '_'));

  #sam(fn: DeployedFunction, { folder, properties }: Code & { kind: 'sam' }): Prepared {
    const cwd = resolve(this.#options.root, folder);
    const options = optionsOfSam(properties);
    const entries = options.entryPoints as string[];
    const entryPoints = entries.length > 0 ? entries : [entryBeside(cwd, partsOf(fn.handler)[0])];
    return this.#bundle(fn, cwd, { ...options, entryPoints });
  }

  /** What the image would have: JavaScript as it is, TypeScript as one ES module, which every image can hold. */
  #image(fn: DeployedFunction, { folder }: Code & { kind: 'image' }): Prepared {
    const cwd = resolve(this.#options.root, folder);
    const entry = findEntry(cwd, partsOf(fn.handler)[0]);
    if (!entry)
      throw refusal(`${fn.id} cannot be run: its code is a container image`, {
        hint: `Only sources are run here: there is no module ${partsOf(fn.handler)[0]} in ${cwd}.`,
      });
    if (/js$/.test(entry)) return this.#folder(cwd, fn);
    return this.#bundle(fn, cwd, { ...IMAGE_OPTIONS, entryPoints: [entry] });
  }

  #bundle(fn: DeployedFunction, cwd: string, options: BuildOptions): Prepared {
    const [module, handler] = partsOf(fn.handler);
    const folder = this.#folderOf(fn);
    const extension = options.outExtension?.['.js'] ?? extensionOf(options);
    const file = join(folder, basename(module) + extension);
    // The nearest package.json would be the project's own, which may say that .js is an ES module
    fs.outputJsonSync(join(folder, 'package.json'), typeOf(options));
    const bundle = new Bundle(projectEsbuild(cwd), cwd, file, options);
    return {
      check: () => bundle.check(fn.id),
      async version() {
        await bundle.build();
        return { file, handler, taskRoot: folder, version: bundle.version };
      },
      close: () => bundle.close(),
    };
  }

  #folder(folder: string, fn: DeployedFunction): Prepared {
    const [module, handler] = partsOf(fn.handler);
    const code = new FolderCode(folder, module, fn.id);
    return {
      check: () => void code.file(),
      async version() {
        return { ...code.current(), handler, taskRoot: code.folder };
      },
      close: async () => {},
    };
  }

  #inlined(fn: DeployedFunction, text: string): string {
    const folder = this.#folderOf(fn);
    fs.outputJsonSync(join(folder, 'package.json'), {});
    fs.outputFileSync(join(folder, 'index.js'), text);
    return folder;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#prepared.values()].map((each) => each.close()));
    this.#prepared.clear();
  }
}

/** The ending that a bundle has in the deployment: that of the file which the command writes. */
const extensionOf = ({ outfile }: BuildOptions) => (outfile ? extname(outfile) : '.js');

/** A `.js` file in a deployment has no package.json beside it, and is CommonJS unless its syntax says otherwise. */
const typeOf = ({ format }: BuildOptions) => ({
  type: format === 'esm' ? 'module' : 'commonjs',
});

const ENDINGS = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs'];

const findEntry = (folder: string, module: string) =>
  ENDINGS.map((ending) => module + ending).find((each) => existsSync(join(folder, each)));

function entryBeside(folder: string, module: string): string {
  const entry = findEntry(folder, module);
  if (entry) return entry;
  throw refusal(`There is no ${module}.ts in ${folder}`);
}

const isFolder = (path: string) =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Commands that a deployment runs when it bundles the function, apart from the bundler: nothing here runs them. */
export const hooksOf = ({ code }: DeployedFunction, root: string): readonly string[] =>
  (code.kind === 'asset' ? capturedAsset(resolve(root, code.path))?.beside : undefined) ?? [];

/** The bundling command that an asset's folder holds in the place of its bundle. */
function capturedAsset(folder: string) {
  if (!isAbsolute(folder) || !isFolder(folder)) return undefined;
  const files = readdirSync(folder).filter((name) => /\.[cm]?js$/.test(name));
  for (const name of files) {
    const captured = capturedIn(readFileSync(join(folder, name), 'utf8'));
    if (captured) return { ...captured, name };
  }
  return undefined;
}
