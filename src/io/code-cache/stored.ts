import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What V8 made of a file, and what the file was then: V8 itself compares nothing but its length. */
export interface CodeCache {
  read(file: string): Buffer | undefined;
  write(file: string, code: Buffer): void;
}

/** Changes with each write of the file; npm gives all files of a package one time of modification. */
function stampOf(file: string): Buffer {
  const { size, mtimeMs, ctimeMs } = statSync(file);
  return Buffer.from(`${file}\n${size}\n${mtimeMs}\n${ctimeMs}\n`);
}

/** FNV-1a, 32 bits: the stamp tells two files of one name apart, and Node's hashes take longer to load. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

function writeWhole(target: string, content: Buffer): void {
  const fresh = `${target}.${process.pid}`;
  try {
    writeFileSync(fresh, content, { mode: 0o600, flag: 'wx' });
    renameSync(fresh, target);
  } catch {
    rmSync(fresh, { force: true });
  }
}

/**
 * The cache in a folder. V8 keeps the functions that have run: `variantOf` a file is what runs others of its functions.
 * What cannot be read or written there is compiled as without it.
 */
export function codeCacheIn(folder: string, variantOf: (file: string) => string): CodeCache {
  const place = (file: string) =>
    join(folder, [basename(file), shortHash(file), variantOf(file)].join('-'));
  return {
    read(file) {
      try {
        const stored = readFileSync(place(file));
        const stamp = stampOf(file);
        const isCurrent = stored.subarray(0, stamp.length).equals(stamp);
        return isCurrent ? stored.subarray(stamp.length) : undefined;
      } catch {
        return undefined;
      }
    },
    write(file, code) {
      try {
        writeWhole(place(file), Buffer.concat([stampOf(file), code]));
      } catch {}
    },
  };
}
