import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { changedSince, stampOf } from '../code/file-stamp.ts';

interface Known {
  readonly stamp: string;
  /** Of the content; empty where that is not known. */
  readonly hash: string;
}

function hashOf(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return '-';
  }
}

const knownAs = (file: string): Known => ({ stamp: stampOf(file), hash: hashOf(file) });

/** Files whose content is compared with what it was: a build that writes the same again changes nothing. */
export class WatchedFiles {
  #known = new Map<string, Known>();

  /** A file with another content than it had. */
  changed = (): string | undefined =>
    [...this.#known].find(([file, known]) => this.#hasChanged(file, known))?.[0];

  #hasChanged(file: string, known: Known): boolean {
    if (known.hash !== '' && stampOf(file) === known.stamp) return false;
    const now = knownAs(file);
    if (now.hash === known.hash) this.#known.set(file, now);
    return now.hash !== known.hash;
  }

  /** Watches these files beside those that are known. */
  watchAlso(files: readonly string[], began: number): void {
    this.watch([...this.#known.keys(), ...files], began);
  }

  /** Compares with what is in the files now, before they are read. */
  remember(): void {
    for (const file of this.#known.keys()) this.#known.set(file, knownAs(file));
  }

  /**
   * Watches these files, which were read after `began`, in milliseconds since the epoch. Known ones are compared with
   * what they were; of a new one that was saved meanwhile, it is unknown what was read.
   */
  watch(files: readonly string[], began: number): void {
    const known = (file: string) => {
      const now = knownAs(file);
      return changedSince(file, began) ? { ...now, hash: '' } : now;
    };
    this.#known = new Map(files.map((file) => [file, this.#known.get(file) ?? known(file)]));
  }
}
