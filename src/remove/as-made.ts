import { type ProjectPath, projectPath } from '../core/paths.ts';
import type { Insertion } from '../core/record.ts';
import { insertionsOf } from './records.ts';
import type { Known } from './removal.ts';

/** A file without what owners have inserted into it since it was created. */
function textAsMade(known: Known, path: ProjectPath, text: string): string {
  const { made } = known.manifest;
  const going = Object.keys(made).flatMap((owner): readonly Insertion[] => {
    const all = made[owner]!;
    const isHere = all.inserted[path] ?? all.texts?.[path];
    return isHere ? (insertionsOf(known, owner).inserted[path] ?? []) : [];
  });
  if (going.length === 0) return text;
  const result = known.context.cut(path, text, { going, others: [] });
  return 'reason' in result ? text : result.text;
}

/** Whether a file that was created here is as it was made, but for what a formatter changes and what commands inserted. */
export function isAsMade(known: Known, key: string, hash: string): boolean {
  const path = projectPath(key);
  const text = known.tree.read(path);
  if (text === undefined) return false;
  const { ports } = known.context;
  return (
    ports.isAsMade(path, text, hash) || ports.isAsMade(path, textAsMade(known, path, text), hash)
  );
}
