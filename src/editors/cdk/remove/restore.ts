import type { ChangedValue } from '../../../core/record.ts';
import { applyEdits, type TextEdit } from '../../../core/tree/text-edit.ts';
import type { Restored } from '../../cutting.ts';
import { readImports } from '../syntax/imports.ts';
import { lineOf, readSource } from '../syntax/source.ts';
import { locateInsertion, type Module } from './locate.ts';

/** Gives properties the texts that they had, unless somebody has changed them since. */
export function restoreProperties(text: string, changed: readonly ChangedValue[] = []) {
  const source = changed.length > 0 ? readSource(text) : undefined;
  if (!source || 'reason' in source) return { text, restored: [] };
  const module: Module = { source, imports: readImports(source.file) };
  const edits: TextEdit[] = [];
  const restored = changed.map((change): Restored => {
    const found = locateInsertion(module, change, []);
    if (!found) return { change, isRestored: false };
    const { node, start, end, isAsMade: isRestored } = found;
    if (isRestored) edits.push({ start, end, text: change.was });
    return { change, isRestored, line: lineOf(source.file, node) };
  });
  return { text: applyEdits(text, edits), restored };
}
