import { refusal, unwritten } from '../errors.ts';
import type { ProjectPath } from '../paths.ts';

/** A longer list is cut: the folder probably holds another project. */
const MOST_LISTED = 10;

/** Throws `refused` when files exist that would be created. */
export function refuseOverwriting(paths: readonly ProjectPath[]): void {
  if (paths.length === 0) return;
  const inTheWay = [...paths].sort();
  const list = inTheWay.slice(0, MOST_LISTED);
  const more = inTheWay.length - list.length;
  const lines = [...list, ...(more > 0 ? [`… and ${more} more`] : [])].map((line) => `  ${line}`);
  throw refusal(`These files are in the way:\n${lines.join('\n')}`, {
    hint: unwritten('Move them away, or choose another folder or name.'),
  });
}
