import type { ChangedValue } from '../../../core/record.ts';
import { restore } from '../../cutting.ts';
import { readImports } from '../syntax/imports.ts';
import { lineOf, readSource } from '../syntax/source.ts';
import { locateInsertion, type Module } from './locate.ts';

/** Gives properties the texts that they had, unless somebody has changed them since. */
export function restoreProperties(text: string, changed: readonly ChangedValue[] = []) {
  const source = changed.length > 0 ? readSource(text) : undefined;
  if (!source || 'reason' in source) return { text, restored: [] };
  const module: Module = { source, imports: readImports(source.file) };
  return restore(text, changed, (change) => {
    const found = locateInsertion(module, change, []);
    return found && { ...found, line: lineOf(source.file, found.node) };
  });
}
