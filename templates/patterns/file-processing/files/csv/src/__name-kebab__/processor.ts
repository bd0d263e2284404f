import { CsvError, parse } from 'csv-parse/sync';
import { type File, Rejected, type Result } from './file.ts';

/** What fits into the function's memory. */
const MAX_CHARACTERS = 100 * 1024 * 1024;

/** Turns CSV into JSON Lines: one object for each row, keyed by the names in the first. */
export function convert({ bytes }: File, maxCharacters = MAX_CHARACTERS): Result {
  const names: string[] = [];
  const lines: string[] = [];
  let length = 0;
  forEachRow(textOf(bytes), (row) => {
    if (names.length === 0) return names.push(...checked(row));
    const line = `${JSON.stringify(Object.fromEntries(names.map((name, i) => [name, row[i]])))}\n`;
    length += line.length;
    if (length > maxCharacters) throw new Rejected('The result is too large');
    return lines.push(line);
  });
  if (names.length === 0) throw new Rejected('The file has no header');
  return {
    body: lines.join(''),
    contentType: 'application/jsonl',
    extension: 'jsonl',
    summary: { rows: lines.length, columns: names.length },
  };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Rejected('The file is not UTF-8');
  }
}

function forEachRow(text: string, visit: (row: string[]) => unknown): void {
  try {
    parse(text, {
      skip_empty_lines: true,
      on_record(row: string[]) {
        visit(row);
        return null; // Else the parser would keep all rows in memory
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Rejected(`Line ${error.lines} is not valid CSV`);
  }
}

function checked(names: string[]): string[] {
  if (names.some((name) => name.trim() === '')) throw new Rejected('A column has no name');
  if (new Set(names).size < names.length) throw new Rejected('Two columns have the same name');
  return names;
}
