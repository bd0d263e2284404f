import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MANIFEST } from '../core/manifest.ts';

/** Nearest folder, from `folder` up, that holds a project; `folder` itself when none does. */
export function projectRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, MANIFEST))) return at;
    if (at === dirname(at)) return folder;
  }
}
