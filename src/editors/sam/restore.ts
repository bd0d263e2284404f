import type { ChangedValue } from '../../core/record.ts';
import { lineOf } from '../../core/tree/text-edit.ts';
import { restore } from '../cutting.ts';
import { yamlHash } from '../tokens/hash.ts';
import { locateEntry } from './entries.ts';
import { rangeOf, type Source, startOf } from './source.ts';

/** Gives values of a template the texts that they had, unless somebody has changed them since. */
export const restoreValues = (source: Source, changed: readonly ChangedValue[] = []) =>
  restore(source.text, changed, ({ at, hash }) => {
    const entry = locateEntry(source, at);
    const range = entry && entry !== 'twice' ? rangeOf(entry.pair.value) : undefined;
    if (!range || !entry || entry === 'twice') return undefined;
    const [start, end] = range;
    const isAsMade = yamlHash(source.text.slice(start, end)) === hash;
    return { start, end, isAsMade, line: lineOf(source.text, startOf(entry.pair)) };
  });
