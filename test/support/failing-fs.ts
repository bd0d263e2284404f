import fs from 'node:fs';
import type { CommitFs } from '../../src/io/work-folder.ts';

const MUTATING = [
  'chmodSync',
  'copyFileSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'writeFileSync',
] as const;
const READING = ['existsSync', 'lstatSync', 'readFileSync', 'readdirSync', 'statSync'] as const;

type Call = (...args: never[]) => unknown;

/** A file system that calls `before` with the name of each call that changes something. */
export function watchedFs(before: (name: string) => void, onRead = () => {}): CommitFs {
  const entries = [...MUTATING, ...READING].map((name) => {
    const call = fs[name] as Call;
    const watched: Call = (...args) => {
      if ((MUTATING as readonly string[]).includes(name)) before(name);
      else onRead();
      return call(...args);
    };
    return [name, watched] as const;
  });
  return Object.fromEntries(entries) as unknown as CommitFs;
}

/** A file system whose n-th change fails (counted from 0), and no other. */
export function failingOnce(n: number, code: string): CommitFs {
  let calls = 0;
  return watchedFs((name) => {
    if (calls++ === n) throw Object.assign(new Error(`${code}: ${name}`), { code });
  });
}

export class Killed extends Error {}

/** A file system of a process that is killed at its n-th change: from there on nothing at all happens. */
export function killedAt(n: number): CommitFs {
  let calls = 0;
  const dieWhenDead = () => {
    if (calls > n) throw new Killed();
  };
  return watchedFs(() => {
    calls++;
    dieWhenDead();
  }, dieWhenDead);
}

/** How many changes a run makes. */
export function countChanges(run: (io: CommitFs) => void): number {
  let calls = 0;
  run(
    watchedFs(() => {
      calls++;
    }),
  );
  return calls;
}
