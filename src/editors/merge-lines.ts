import { diffArrays } from 'diff';
import type { Merged } from '../core/ports.ts';

/** Lines [start, end) of a base, and what another text has in their place. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

const linesOf = (text: string) => text.split(/(?<=\n)/);

function hunksOf(base: readonly string[], other: readonly string[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let at = 0;
  let open: Hunk | undefined;
  for (const { added, removed, value } of diffArrays([...base], [...other])) {
    if (!added && !removed) {
      if (open) hunks.push(open);
      open = undefined;
      at += value.length;
      continue;
    }
    const { start, end, lines }: Hunk = open ?? { start: at, end: at, lines: [] };
    open = removed
      ? { start, end: end + value.length, lines }
      : { start, end, lines: [...lines, ...value] };
    if (removed) at += value.length;
  }
  return open ? [...hunks, open] : hunks;
}

const isInsertion = ({ start, end }: Hunk) => start === end;

/** Whether ours changed what theirs replaces, or a line beside the place where theirs inserts. */
function isInTheWay(ours: Hunk, theirs: Hunk): boolean {
  if (isInsertion(ours)) return theirs.start < ours.start && ours.start < theirs.end;
  return isInsertion(theirs)
    ? ours.start <= theirs.start && theirs.start <= ours.end
    : ours.start < theirs.end && theirs.start < ours.end;
}

const isSame = (a: Hunk, b: Hunk) =>
  a.start === b.start && a.end === b.end && a.lines.join('') === b.lines.join('');

/** How many lines a text has more than its base after these hunks. */
const shiftOf = (hunks: readonly Hunk[]) =>
  hunks.reduce((sum, { start, end, lines }) => sum + lines.length - (end - start), 0);

function applied(base: readonly string[], hunks: readonly Hunk[]): string {
  const sorted = hunks.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let at = 0;
  const parts = sorted.flatMap(({ start, end, lines }) => {
    const kept = base.slice(at, start);
    at = end;
    return [...kept, ...lines];
  });
  return [...parts, ...base.slice(at)].join('');
}

/**
 * Makes in `ours` the changes from `base` to `theirs`, each where `ours` still has the lines of `base`. What both have
 * inserted at one place is kept, theirs first.
 */
export function mergeLines(base: string, ours: string, theirs: string): Merged {
  const lines = linesOf(base);
  const own = hunksOf(lines, linesOf(ours));
  const all = hunksOf(lines, linesOf(theirs));
  const wanted = all.filter((each) => !own.some((other) => isSame(other, each)));
  for (const hunk of wanted) {
    const other = own.find((each) => isInTheWay(each, hunk));
    if (!other) continue;
    const line = other.start + shiftOf(own.slice(0, own.indexOf(other))) + 1;
    return { line, found: other.lines.join(''), paste: hunk.lines.join('') };
  }
  return { text: applied(lines, [...wanted, ...own]) };
}
