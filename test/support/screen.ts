import { createRequire } from 'node:module';
import type { IBufferLine } from '@xterm/headless';

// CommonJS without names that Node could find
const { Terminal } = createRequire(import.meta.url)(
  '@xterm/headless',
) as typeof import('@xterm/headless');

/** What `read` makes of each line that a terminal of a size shows after some output. */
async function linesOf<T>(
  output: string,
  columns: number,
  rows: number,
  read: (line: IBufferLine) => T,
): Promise<T[]> {
  const terminal = new Terminal({ cols: columns, rows, convertEol: true, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(output, resolve));
  const { active } = terminal.buffer;
  const lines = Array.from({ length: rows }, (_, n) => read(active.getLine(active.viewportY + n)!));
  terminal.dispose();
  return lines;
}

/** The lines that a terminal of a size shows after some output. */
export const screenOf = (output: string, columns: number, rows: number) =>
  linesOf(output, columns, rows, (line) => line.translateToString(true));

/** Characters of one look that are beside each other in a line. */
export interface Run {
  readonly column: number;
  readonly text: string;
  /** Of the sixteen of a terminal; -1 where it is the usual one. */
  readonly colour: number;
  readonly isDim: boolean;
}

function runsOf(line: IBufferLine): readonly Run[] {
  const runs: Run[] = [];
  for (let column = 0; column < line.length; column++) {
    const cell = line.getCell(column)!;
    const colour = cell.isFgPalette() ? cell.getFgColor() % 8 : -1;
    const isDim = cell.isDim() !== 0 || (cell.isFgPalette() && cell.getFgColor() === 8);
    const text = cell.getChars() || ' ';
    const last = runs.at(-1);
    if (last?.colour === colour && last.isDim === isDim)
      runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push({ column, text, colour, isDim });
  }
  return runs.map((run) => ({ ...run, text: run.text.trimEnd() }));
}

/** The same with colours. */
export const screenCells = (output: string, columns: number, rows: number) =>
  linesOf(output, columns, rows, runsOf);
