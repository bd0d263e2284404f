import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { BuildContext, BuildFailure, BuildOptions } from 'esbuild';
import { refusal } from '../../core/errors.ts';

type Esbuild = typeof import('esbuild');

/** The esbuild of the project, which its deployment bundles with. */
export function projectEsbuild(folder: string): Esbuild {
  const require = createRequire(join(folder, 'package.json'));
  try {
    return require('esbuild') as Esbuild;
  } catch (cause) {
    throw refusal('The project has no esbuild, which bundles its functions', {
      hint: 'Add it: npm install --save-dev esbuild',
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

const modified = (file: string): number => {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return -1;
  }
};

const isOwn = (path: string) => !/(^|[\\/])node_modules[\\/]/.test(path);

const messagesOf = (failure: BuildFailure) =>
  failure.errors
    .map(({ text, location }) => (location ? `${location.file}:${location.line}: ${text}` : text))
    .join('\n');

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
  #inputs = new Map<string, number>();
  #building: Promise<void> | undefined;

  constructor(esbuild: Esbuild, cwd: string, file: string, options: BuildOptions) {
    this.#esbuild = esbuild;
    this.#cwd = cwd;
    this.file = file;
    const { outfile: _, outdir: __, ...rest } = options;
    this.#options = {
      ...rest,
      outfile: file,
      absWorkingDir: cwd,
      metafile: true,
      logLevel: 'silent',
      write: true,
    };
  }

  #hasChanged = () =>
    this.#mustBuild || [...this.#inputs].some(([path, time]) => modified(path) !== time);

  /** Builds where that is necessary. Throws `refused` with the places where the code cannot be bundled. */
  async build(): Promise<void> {
    if (!this.#building && !this.#hasChanged()) return;
    this.#building ??= this.#rebuild().finally(() => {
      this.#building = undefined;
    });
    await this.#building;
  }

  async #rebuild(): Promise<void> {
    try {
      this.#context ??= await this.#esbuild.context(this.#options);
      const { metafile } = await this.#context.rebuild();
      this.#inputs = new Map(
        Object.keys(metafile!.inputs)
          .filter(isOwn)
          .map((path) => resolve(this.#cwd, path))
          .map((path) => [path, modified(path)]),
      );
      this.version += 1;
      this.#mustBuild = false;
    } catch (error) {
      // What cannot be built is built again at the next call
      this.#mustBuild = true;
      throw refusal(`The code cannot be bundled:\n${messagesOf(error as BuildFailure)}`);
    }
  }

  get folder(): string {
    return dirname(this.file);
  }

  close = async () => void (await this.#context?.dispose());
}
