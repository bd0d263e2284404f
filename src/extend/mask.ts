/** Half of a surrogate pair: no text that was read from UTF-8 has one by itself. */
const MARK = '[\uDC00-\uDFFF]';
const FIRST = 0xdc00;

/** A text in which what others inserted is a mark each, so that what they came into is found as a whole. */
export interface Masked {
  /** The part as it stands, with the marks in it; undefined when it does not stand there exactly once. */
  find(part: string): string | undefined;
  /** The whole text without these parts; what others inserted into them stays. */
  without(parts: readonly string[]): string;
}

const escaped = (char: string) => char.replace(/[.*+?^${}()|[\]\\]/, '\\$&');

const patternOf = (part: string) => new RegExp([...part].map(escaped).join(`${MARK}*`), 'gu');

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
  return {
    find: (part) => findIn(masked, part),
    without: (gone) => shown(gone.reduce(cutOut, masked)),
  };
}
