/** A difference between the two forms of a project, as a row of the table has it. */
export interface Difference {
  readonly where: string;
  readonly what: string;
  readonly cdk: string;
  readonly sam: string;
}

/** The row as the table has it, but for the reason. */
export const rowOf = ({ where, what, cdk, sam }: Difference) =>
  `| ${where} | ${what} | \`${cdk}\` | \`${sam}\` |`;

const cells = (line: string) =>
  line
    .slice(2, -2)
    .split(' | ')
    .map((cell) => cell.replace(/^`(.*)`$/, '$1'));

/** The rows of the one table of a document; throws when one says no reason. */
export function parseTable(markdown: string): readonly Difference[] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) => {
    const [where, what, cdk, sam, why] = cells(line);
    if (!why?.trim()) throw new Error(`A difference without a reason: ${line}`);
    return { where: where!, what: what!, cdk: cdk!, sam: sam! };
  });
}

const aspects = ({ what }: Difference) => what.replace(/^[^:]+: /, '');

/** Whether the table has a row that says as much of some resource. */
export const isIn =
  (table: readonly Difference[]) =>
  (found: Difference): boolean =>
    table.some(
      (row) => row.cdk === found.cdk && row.sam === found.sam && row.what.includes(aspects(found)),
    );
