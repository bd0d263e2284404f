import type { Insertion, Span } from '../../core/record.ts';
import { codeHash } from '../tokens/hash.ts';
import { labelOf } from './label.ts';

const IMPORT = /^import \{([^}]*)\} from ["']([^"']+)["']/;

/** The function that has a parameter called `event`. */
const HANDLER = /(?:const|function) (\w+)(?: = async )? ?\(event\b/;

type Place = Pick<Insertion, 'at' | 'hash'>;

function placesOf(statement: string, text: string): readonly Place[] {
  const [, names, module] = IMPORT.exec(statement) ?? [];
  if (names && module)
    return names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
      .map((name) => ({ at: ['import', module, name] }));
  const owner = statement.startsWith('const ') ? '' : (HANDLER.exec(text)?.[1] ?? '');
  return [{ at: ['statement', owner, labelOf(statement)], hash: codeHash(statement) }];
}

const seam = (text: string) => text.replaceAll('\r\n', '\n');

/** Records the import and the statement that a handler of ours has gained, without a parser of code. */
export const quickRecordHandler = (text: string, spans: readonly Span[]): readonly Insertion[] =>
  spans.flatMap(({ start, end }) => {
    const inserted = text.slice(start, end);
    const statement = inserted.trim();
    const at = inserted.indexOf(statement);
    const before = seam(inserted.slice(0, at));
    const after = seam(inserted.slice(at + statement.length));
    const [first, ...others] = placesOf(statement, text);
    return [{ ...first!, ...(before !== '\n' && { before }), ...(after && { after }) }, ...others];
  });
