import type { ProjectPath } from '../paths.ts';

/** What is on disk, read on demand; undefined where there is no such file. */
export interface Base {
  read(path: ProjectPath): string | undefined;
}

/** A base that can also say what files there are, but for those that tools make (dependencies, build output). */
export interface Disk extends Base {
  /** Of one project: in the folder given, with a slash behind it, or in all. */
  list(folder?: string): readonly ProjectPath[];
  /** The folder of the app or template that is meant, with a slash behind it: its infrastructure is not elsewhere. */
  readonly scope?: string;
  /** The folders around the project, the nearest first, as far as its repository goes; nothing is written there. */
  readonly around?: readonly Base[];
}

/** The project's files in memory: a base that is only read, and an overlay of staged writes. */
export class Tree {
  readonly #base: Base;
  readonly #seen = new Map<ProjectPath, string | undefined>();
  /** Undefined for a file that is to go. */
  readonly #staged = new Map<ProjectPath, string | undefined>();

  constructor(base: Base) {
    this.#base = base;
  }

  /** What the base holds, whatever has been staged since. */
  original(path: ProjectPath): string | undefined {
    if (!this.#seen.has(path)) this.#seen.set(path, this.#base.read(path));
    return this.#seen.get(path);
  }

  read(path: ProjectPath): string | undefined {
    return this.#staged.has(path) ? this.#staged.get(path) : this.original(path);
  }

  write(path: ProjectPath, text: string): void {
    this.#staged.set(path, text);
  }

  remove(path: ProjectPath): void {
    this.#staged.set(path, undefined);
  }

  /** Every staged path with its text, in the order of first writing; without one where the file is to go. */
  staged(): ReadonlyMap<ProjectPath, string | undefined> {
    return this.#staged;
  }
}
