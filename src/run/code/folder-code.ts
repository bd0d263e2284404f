import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '../../core/errors.ts';

/** Files that are looked at for a change; a folder with more is one with data in it. */
const MOST_FILES = 2000;

const ENDINGS = ['.js', '.mjs', '.cjs'];

const isSource = (name: string) => /\.([cm]?js|json)$/.test(name);

/** A file may go after the folder was read; a link may lead to none. */
const modified = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** The latest change of a source file in a folder, but for dependencies. */
function latest(folder: string, count = { files: 0 }): number {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) newest = Math.max(newest, latest(path, count));
    else if (isSource(entry.name)) newest = Math.max(newest, modified(path));
    count.files += 1;
    if (count.files > MOST_FILES) break;
  }
  return newest;
}

const hint = (folder: string, module: string) =>
  existsSync(join(folder, `${module}.ts`))
    ? 'There is one in TypeScript: build it first, or let the template bundle it with esbuild.'
    : 'Build it first, if something else makes it.';

/** Code that is deployed as it is. */
export class FolderCode {
  readonly folder: string;
  readonly #module: string;
  readonly #id: string;

  constructor(folder: string, module: string, id: string) {
    this.folder = folder;
    this.#module = module;
    this.#id = id;
  }

  /** The file of the module; throws `refused` where there is none. */
  file(): string {
    const base = join(this.folder, this.#module);
    const ending = ENDINGS.find((each) => existsSync(base + each));
    if (ending) return base + ending;
    throw refusal(`${this.#id} cannot be run: there is no ${base}.js`, {
      hint: hint(this.folder, this.#module),
    });
  }

  /** The module, with a version that changes when a source file of the folder does. */
  current(): { readonly file: string; readonly version: number } {
    return { file: this.file(), version: latest(this.folder) };
  }
}
