import type { Span } from '../../add/spans.ts';
import { withoutMark } from '../../editors/byte-order-mark.ts';
import { type Judge, type KeptEntry, type SamRemoval, takeOut } from '../../editors/sam/removal.ts';
import { find, readSource, startOf, type Unreadable } from '../../editors/sam/source.ts';
import { mask } from './mask.ts';

/** Whether a text is a template, or what could be one, and no other YAML or JSON. */
export function isTemplate(path: string, text: string): boolean {
  if (!/\.(ya?ml|json|template)$/.test(path) || !text.includes('Resources')) return false;
  const source = readSource(withoutMark(text));
  return 'reason' in source || find(source.root, 'Resources') !== undefined;
}

const blanked = (text: string, spans: readonly Span[]) =>
  spans.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  );

/** What was inserted of an entry, as it can be found again. */
const insertedOf = (text: string, spans: readonly Span[], { range: [from, to] }: KeptEntry) =>
  spans.map(({ start, end }) => text.slice(Math.max(start, from), Math.min(end, to))).join('');

/** As it was inserted, or in JSON without the comma that is there as long as another entry is. */
const spellings = (part: string) => [part.replace(/^,|,$/g, ''), part];

interface TemplateCut extends SamRemoval {
  readonly kept: readonly (KeptEntry & { readonly inserted: string })[];
  /** What does not stand there, once, as it was inserted. */
  readonly lost: readonly string[];
}

/**
 * Takes out of a template what was inserted, entry by entry: one that holds anything else was changed. What others
 * inserted stays, wherever it stands.
 */
export function cutTemplate(
  marked: string,
  inserted: readonly string[],
  others: readonly string[],
): TemplateCut | Unreadable {
  const text = withoutMark(marked);
  // The last is looked for first
  const masked = mask(text, others.flatMap(spellings));
  const isThere = (part: string) => masked.find(part) !== undefined;
  const spans = inserted.flatMap((part) => masked.spans(spellings(part).findLast(isThere) ?? part));
  const rest = blanked(text, spans);
  const judge: Judge = ({ pair, keys, range }) => {
    const left = rest.slice(...range);
    if (left === text.slice(...range)) return 'other';
    if (left.trim() === '') return 'goes';
    const isOurs = rest[startOf(pair)] === ' ';
    // Events of the user's, and of others, stand among ours
    return isOurs && keys.at(-1) !== 'Events' ? 'changed' : 'look inside';
  };
  const result = takeOut(marked, judge);
  if ('reason' in result) return result;
  const kept = result.kept.map((each) => ({ ...each, inserted: insertedOf(text, spans, each) }));
  const lost = inserted.filter((part) => !spellings(part).some(isThere));
  return { ...result, kept, lost };
}
