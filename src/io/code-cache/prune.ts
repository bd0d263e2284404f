import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The number of versions, of this package and of Node, whose compiled code is kept. */
const KEPT = 3;

const changedAt = (folder: string) => statSync(folder).mtimeMs;

/** Removes from a folder all but the folders that were written to last; what cannot be removed stays. */
export function prune(root: string): void {
  try {
    const folders = readdirSync(root).map((name) => join(root, name));
    const byAge = folders.toSorted((a, b) => changedAt(b) - changedAt(a));
    for (const old of byAge.slice(KEPT)) rmSync(old, { recursive: true, force: true });
  } catch {}
}
