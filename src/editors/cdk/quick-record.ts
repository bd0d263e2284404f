import type { Insertion, Span } from '../../core/record.ts';
import { codeHash } from '../tokens/hash.ts';
import { labelOf } from './label.ts';
import { seamsOf } from './seams.ts';

const IMPORT = /^import \{([^}]*)\} from ["']([^"']+)["']/;

/** What an indented statement is in: the function that has a parameter called `event`, or a stack. */
const OWNER = /(?:const|function) (\w+)(?: = async )? ?\(event\b|^export class (\w+) /m;

type Place = Pick<Insertion, 'at' | 'hash'>;

function placesOf(statement: string, owner: string): readonly Place[] {
  const [, names, module] = IMPORT.exec(statement) ?? [];
  if (names && module)
    return names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
      .map((name) => ({ at: ['import', module, name] }));
  return [{ at: ['statement', owner, labelOf(statement)], hash: codeHash(statement) }];
}

function ownerIn(text: string): string {
  const [, handler, stack] = OWNER.exec(text) ?? [];
  return handler ?? stack ?? '';
}

/**
 * Records the import and the statement that a handler of ours, or a stack or an app of `templates/base`, has gained,
 * without a parser of code.
 */
export const quickRecord = (text: string, spans: readonly Span[]): readonly Insertion[] =>
  spans.flatMap(({ start, end }) => {
    const inserted = text.slice(start, end);
    const statement = inserted.trim();
    const [before = '', after = ''] = inserted.split(statement);
    const owner = /^\n?[ \t]/.test(inserted) ? ownerIn(text) : '';
    const [first, ...others] = placesOf(statement, owner);
    return [{ ...first!, ...seamsOf(before, after) }, ...others];
  });
