import { statSync } from 'node:fs';

/** A stamp that differs after a change of the file; `-` where there is no file. */
export function stampOf(file: string): string {
  const stat = statOf(file);
  return stat ? `${stat.mtimeMs} ${stat.size} ${stat.ino}` : '-';
}

/** A file can be deleted between two looks at it. */
function statOf(file: string) {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}

/** Whether a file has changed since then, in milliseconds since the epoch; a clock may be coarse. */
export const changedSince = (file: string, time: number): boolean =>
  (statOf(file)?.mtimeMs ?? 0) >= time - CLOCK_MS;

const CLOCK_MS = 20;
