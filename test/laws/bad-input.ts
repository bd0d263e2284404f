/** What a function does with one kind of bad input, as a row of docs/bad-input.md says it. */
export interface Cell {
  readonly pattern: string;
  /** The options of the variants that it is about; none for all of them. */
  readonly where: Readonly<Record<string, string>>;
  /** By name; none for every function of the variant. */
  readonly functions: readonly string[];
  readonly kind: string;
  /** The emitted test that shows it; undefined where the case does not come up, for a reason. */
  readonly test: EmittedTest | undefined;
  readonly line: string;
}

interface EmittedTest {
  readonly file: string;
  readonly title: string;
  /** What its file holds of the row that is meant. */
  readonly row: string | undefined;
}

function parseTest(text: string, line: string): EmittedTest | undefined {
  if (text === '–') return undefined;
  const [file, title, row] = text.split(' › ');
  if (!file || !title) throw new Error(`No test: ${line}`);
  return { file, title, row };
}

function parseCell(pattern: string, line: string): Cell {
  const [where, functions, kind, what, test, ...more] = line.slice(2, -2).split(' | ');
  if (!where || !functions || !kind || !what || !test || more.length > 0)
    throw new Error(`No cell of a table: ${line}`);
  return {
    pattern,
    where: where === 'all' ? {} : Object.fromEntries(where.split(' ').map((one) => one.split('='))),
    functions: functions === 'every' ? [] : functions.split(', '),
    kind,
    test: parseTest(test, line),
    line,
  };
}

/** The rows of the tables of a document, each under the pattern that its heading names. */
export function parseCells(markdown: string): readonly Cell[] {
  return markdown
    .split('\n## ')
    .slice(1)
    .flatMap((section) => {
      const [pattern, ...lines] = section.split('\n');
      const rows = lines.filter((line) => line.startsWith('| ')).slice(2);
      return rows.map((line) => parseCell(pattern!, line));
    });
}

const TITLE = /^(?:test|\]\)|\)).*?\(\s*(?:'([^'\n]*)'|"([^"\n]*)"),/gm;

/** The titles of a test file's tests, as they are written. */
export const titlesOf = (text: string): readonly string[] =>
  [...text.matchAll(TITLE)].map(([, single, double]) => (single ?? double)!);
