import { structuredPatch } from 'diff';

/** Lines that one text has and another lacks, in one piece. */
export interface Passage {
  readonly lines: string;
  /** With those beside it that could be meant as well, for they repeat it: where one of them was changed, so was it. */
  readonly around: string;
}

const joined = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

function passage(lines: readonly string[], start: number, end: number): Passage {
  let [from, to] = [start, end];
  while (from > 0 && lines[from - 1] === lines[from - 1 + end - start]) from--;
  while (to < lines.length && lines[to] === lines[to - end + start]) to++;
  return { lines: joined(lines.slice(start, end)), around: joined(lines.slice(from, to)) };
}

/** What `rest` lacks of `whole`; undefined when it has anything else as well. */
export function passagesLost(whole: string, rest: string): readonly Passage[] | undefined {
  const { hunks } = structuredPatch('', '', whole, rest, '', '', { context: 0 });
  if (hunks.some(({ newLines }) => newLines > 0)) return undefined;
  const lines = whole.split('\n');
  return hunks.map(({ oldStart, oldLines }) =>
    passage(lines, oldStart - 1, oldStart - 1 + oldLines),
  );
}

/** Whether lines stand in a text, once, whatever they end with. */
export const standsOnce = (text: string, { around }: Passage) =>
  `\n${text.replaceAll('\r\n', '\n')}`.split(`\n${around}`).length === 2;
