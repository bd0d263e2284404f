import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What V8 made of a file, and what the file was then: V8 itself compares nothing but its length. */
export interface CodeCache {
  read(file: string): Buffer | undefined;
  write(file: string, code: Buffer): void;
}

/** Changes with each write of the file; npm gives all files of a package one time of modification. */
function stampOf(file: string): string {
  const { size, mtimeMs, ctimeMs } = statSync(file);
  return createHash('sha256').update(`${file}\n${size}\n${mtimeMs}\n${ctimeMs}`).digest('hex');
}

const nameOf = (file: string) => createHash('sha256').update(file).digest('hex').slice(0, 32);

const STAMP = 64;

function writeWhole(target: string, content: Buffer): void {
  const fresh = `${target}.${process.pid}`;
  try {
    writeFileSync(fresh, content, { mode: 0o600, flag: 'wx' });
    renameSync(fresh, target);
  } catch {
    rmSync(fresh, { force: true });
  }
}

/** The cache in a folder; what cannot be read or written there is compiled as without it. */
export const codeCacheIn = (folder: string): CodeCache => ({
  read(file) {
    try {
      const stored = readFileSync(join(folder, nameOf(file)));
      const isCurrent = stored.toString('latin1', 0, STAMP) === stampOf(file);
      return isCurrent ? stored.subarray(STAMP) : undefined;
    } catch {
      return undefined;
    }
  },
  write(file, code) {
    try {
      writeWhole(join(folder, nameOf(file)), Buffer.concat([Buffer.from(stampOf(file)), code]));
    } catch {}
  },
});
