import fs from 'node:fs';
import { cannotRead, refusal } from '../core/errors.ts';

type Reading = Pick<typeof fs, 'existsSync' | 'readFileSync' | 'statSync'>;

/** The refusal of a path that is a pipe, a device or a socket: reading one may never end. */
export const notRegular = (path: string) =>
  cannotRead(
    path,
    { reason: 'it is not a regular file' },
    { hint: 'Move it away: a pipe, a device or a socket is never read.' },
  );

/** The bytes of a regular file, undefined where there is none; `path` is its name in errors. Throws `refused`. */
export function bytesAt(io: Reading, file: string, path: string): Buffer | undefined {
  if (!io.existsSync(file)) return undefined;
  const stat = io.statSync(file);
  if (stat.isDirectory())
    throw refusal(`${path} is a folder, and a file is expected there`, {
      at: { path },
      hint: 'Move the folder away and run the command again.',
    });
  if (!stat.isFile()) throw notRegular(path);
  return io.readFileSync(file);
}

/** Throws `refused` where a pipe or a device is, for reading it would wait, or never end. */
export function refuseIrregular(file: string, path: string): void {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (stat && !stat.isFile() && !stat.isDirectory()) throw notRegular(path);
}

/** The text of a regular file, undefined where there is none; `path` is its name in errors. Throws `refused`. */
export const textAt = (file: string, path = file): string | undefined =>
  bytesAt(fs, file, path)?.toString('utf8');
