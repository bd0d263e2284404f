import type { ChangedValue } from '../../core/record.ts';
import { applyEdits, type TextEdit } from '../../core/tree/text-edit.ts';
import type { Restored } from '../cutting.ts';
import { yamlHash } from '../tokens/hash.ts';
import { locateEntry } from './entries.ts';
import { lineOf, rangeOf, readSource, type Source, startOf } from './source.ts';

/** The value that keys lead to: its characters, and the line of its key. */
function valueAt(source: Source, at: readonly string[]) {
  const entry = locateEntry(source, at);
  const range = entry && entry !== 'twice' ? rangeOf(entry.pair.value) : undefined;
  if (!range || !entry || entry === 'twice') return undefined;
  return { start: range[0], end: range[1], line: lineOf(source.text, startOf(entry.pair)) };
}

/** Gives values of a template the texts that they had, unless somebody has changed them since. */
export function restoreValues(text: string, changed: readonly ChangedValue[] = []) {
  const source = readSource(text);
  if (changed.length === 0 || 'reason' in source) return { text, restored: [] };
  const edits: TextEdit[] = [];
  const restored = changed.map((change): Restored => {
    const value = valueAt(source, change.at);
    if (!value) return { change, isRestored: false };
    const { start, end, line } = value;
    const isRestored = yamlHash(text.slice(start, end)) === change.hash;
    if (isRestored) edits.push({ start, end, text: change.was });
    return { change, isRestored, line };
  });
  return { text: applyEdits(text, edits), restored };
}
