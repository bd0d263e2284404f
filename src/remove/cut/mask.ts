import type { Span } from '../../add/spans.ts';

/** Half of a surrogate pair: no text that was read from UTF-8 has one by itself. */
const MARK = '[\uDC00-\uDFFF]';
const FIRST = 0xdc00;

/** A text in which what others inserted is a mark each, so that what they came into is found as a whole. */
export interface Masked {
  /** The part as it stands, with the marks in it; undefined when it does not stand there exactly once. */
  find(part: string): string | undefined;
  /** Where the part's own characters stand in the whole text; nowhere when it is not found. */
  spans(part: string): readonly Span[];
  /** The whole text without these parts; what others inserted into them stays. */
  without(parts: readonly string[]): string;
}

/** A new line is one whatever it is written as: Git may have checked out another. */
const escaped = (char: string) =>
  char === '\n' ? '\\r?\\n' : char.replace(/[.*+?^${}()|[\]\\]/, '\\$&');

const patternOf = (part: string) =>
  new RegExp([...part.replaceAll('\r\n', '\n')].map(escaped).join(`${MARK}*`), 'gu');

function findIn(text: string, part: string): string | undefined {
  const [first, ...more] = text.match(patternOf(part)) ?? [];
  return more.length === 0 ? first : undefined;
}

const onlyMarks = (text: string) => (text.match(new RegExp(MARK, 'gu')) ?? []).join('');

function cutOut(text: string, part: string): string {
  const found = findIn(text, part);
  return found === undefined ? text : text.replace(found, onlyMarks);
}

/** Masks each of the parts, the last first: it may stand in one that came before it. */
export function mask(text: string, parts: readonly string[]): Masked {
  const hidden: string[] = [];
  const masked = parts.toReversed().reduce((rest, part) => {
    const found = findIn(rest, part);
    if (found === undefined) return rest;
    hidden.push(found);
    return rest.replace(found, () => String.fromCharCode(FIRST + hidden.length - 1));
  }, text);
  const shown = (part: string): string =>
    part.replace(new RegExp(MARK, 'gu'), (mark) => shown(hidden[mark.charCodeAt(0) - FIRST]!));
  const spans = (part: string): readonly Span[] => {
    const found = findIn(masked, part) ?? '';
    let start = shown(masked.slice(0, masked.indexOf(found))).length;
    // Between the pieces stands what others inserted
    return found.split(new RegExp(`(${MARK})`, 'u')).flatMap((piece, n) => {
      const span = { start, end: start + shown(piece).length };
      start = span.end;
      return n % 2 === 0 && piece !== '' ? [span] : [];
    });
  };
  return {
    find: (part) => findIn(masked, part),
    spans,
    without: (gone) => shown(gone.reduce(cutOut, masked)),
  };
}
