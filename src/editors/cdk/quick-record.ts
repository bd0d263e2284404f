import type { Insertion, Span } from '../../core/record.ts';
import { codeHash } from '../tokens/hash.ts';
import { labelOf } from './label.ts';

const IMPORT = /^import \{ (\w+) \} from '([^']+)';$/;

const classIn = (text: string) => /^export class (\w+) /m.exec(text)?.[1] ?? '';

/** Records the one import and the one statement that a stack or an app of `templates/base` has gained. */
export const quickRecordCode = (text: string, spans: readonly Span[]): readonly Insertion[] =>
  spans.map(({ start, end }) => {
    const line = text.slice(start, end).trim();
    const [, name, module] = IMPORT.exec(line) ?? [];
    if (name) return { at: ['import', module!, name] };
    const owner = /^\n? /.test(text.slice(start, end)) ? classIn(text) : '';
    return { at: ['statement', owner, labelOf(line)], hash: codeHash(line) };
  });
