import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { BuildContext, BuildFailure, BuildOptions, OutputFile } from 'esbuild';
import fs from 'fs-extra';
import { refusal } from '../../core/errors.ts';
import { refuseIrregular } from '../../io/regular-file.ts';
import { addToRun } from '../project/installed.ts';
import { changedSince, stampOf } from './file-stamp.ts';

type Esbuild = typeof import('esbuild');

export const runEnds = () => refusal('The run ends: no code is bundled');

/** The esbuild of the project, which its deployment bundles with. */
export function projectEsbuild(folder: string): Esbuild {
  const manifest = join(folder, 'package.json');
  // Node reads it to find a package, and would wait for a pipe
  refuseIrregular(manifest, 'package.json');
  const require = createRequire(manifest);
  try {
    return require('esbuild') as Esbuild;
  } catch (cause) {
    throw refusal('The project has no esbuild, which bundles its functions', {
      hint: `Add it: ${addToRun(folder, 'esbuild')}`,
      cause,
    });
  }
}

/** Starts the bundler's own process, which takes a while, before there is something to bundle. */
export async function warmEsbuild(folder: string): Promise<void> {
  try {
    await projectEsbuild(folder).transform('');
  } catch {
    // Bundling shows what is wrong
  }
}

/** The bundler takes an entry without its ending. */
const hasEnding = (entry: string) =>
  ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'].some((ending) =>
    existsSync(entry + ending),
  );

const isOwn = (path: string) => !/(^|[\\/])node_modules[\\/]/.test(path);

/** Places of what cannot be bundled; another error, such as that the bundler was ended, has a message alone. */
const messagesOf = ({ errors = [], message }: BuildFailure) =>
  errors
    .map(({ text, location }) => (location ? `${location.file}:${location.line}: ${text}` : text))
    .join('\n') || message;

/** A bundle of one entry, which is built anew when a source file of the project has changed. */
export class Bundle {
  readonly file: string;
  /** Rises with each bundle, also behind one that failed: a process knows by it which code it has. */
  version = 0;
  #mustBuild = true;
  readonly #options: BuildOptions;
  readonly #esbuild: Esbuild;
  readonly #cwd: string;
  #context: BuildContext | undefined;
  #inputs = new Map<string, string>();
  #outputs = new Map<string, string>();
  #building: Promise<void> | undefined;
  #isClosed = false;

  constructor(esbuild: Esbuild, cwd: string, file: string, options: BuildOptions) {
    this.#esbuild = esbuild;
    this.#cwd = cwd;
    this.file = file;
    const { outfile: _, outdir: __, ...rest } = options;
    this.#options = {
      // An error shows its place in the source
      sourcemap: true,
      ...rest,
      outfile: file,
      absWorkingDir: cwd,
      metafile: true,
      logLevel: 'silent',
      write: false,
    };
  }

  #hasChanged = () =>
    this.#mustBuild || [...this.#inputs].some(([path, stamp]) => stampOf(path) !== stamp);

  /** Throws `refused` where an entry is missing. */
  check(id: string): void {
    const missing = [this.#options.entryPoints ?? []]
      .flat()
      .filter((entry): entry is string => typeof entry === 'string')
      .map((entry) => resolve(this.#cwd, entry))
      .find((entry) => !existsSync(entry) && !hasEnding(entry));
    if (missing) throw refusal(`${id} cannot be run: there is no ${missing}`);
  }

  /** Builds where that is necessary. Throws `refused` with the places where the code cannot be bundled. */
  async build(): Promise<void> {
    if (!this.#building && !this.#hasChanged()) return;
    this.#building ??= this.#rebuild().finally(() => {
      this.#building = undefined;
    });
    await this.#building;
    if (this.#isClosed) throw runEnds();
  }

  async #rebuild(): Promise<void> {
    if (this.#isClosed) throw runEnds();
    const began = Date.now();
    try {
      this.#context ??= await this.#esbuild.context(this.#options);
      const { metafile, outputFiles } = await this.#context.rebuild();
      const inputs = Object.keys(metafile!.inputs)
        .filter(isOwn)
        .map((path) => resolve(this.#cwd, path));
      this.#inputs = new Map(inputs.map((path) => [path, stampOf(path)]));
      // What was saved while it was read may be in the bundle or not
      this.#mustBuild = inputs.some((path) => changedSince(path, began));
      if (!this.#isClosed) this.#write(outputFiles!);
    } catch (error) {
      // What cannot be built is built again at the next call
      this.#mustBuild = true;
      throw refusal(`The code cannot be bundled:\n${messagesOf(error as BuildFailure)}`);
    }
  }

  /** Writes what has changed: the same code needs no new process. */
  #write(files: readonly OutputFile[]): void {
    const outputs = new Map(files.map(({ path, hash }) => [path, hash]));
    const changed = files.filter(({ path, hash }) => this.#outputs.get(path) !== hash);
    const gone = [...this.#outputs.keys()].filter((path) => !outputs.has(path));
    if (changed.length + gone.length === 0) return;
    for (const path of gone) rmSync(path, { force: true });
    for (const { path, contents } of changed) fs.outputFileSync(path, contents);
    this.#outputs = outputs;
    this.version += 1;
  }

  get folder(): string {
    return dirname(this.file);
  }

  /** Ends when nothing is being built, so that nothing is written later. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#building?.catch(() => {});
    await this.#context?.dispose();
  }
}
