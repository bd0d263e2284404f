import { readdirSync, readFileSync } from 'node:fs';

/** The statements of a folder's .sql files, by file, as JSON. */
export function bundled(folder: string): string {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  const entries = files
    .sort()
    .map((file) => [file, statementsOf(readFileSync(`${folder}/${file}`, 'utf8'))] as const);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** A semicolon at the end of a line ends a statement, outside of `$$`. The Data API takes one at a time. */
export function statementsOf(sql: string): string[] {
  const statements = [''];
  for (const line of sql.split(/\r?\n/).filter((text) => !/^\s*(--.*)?$/.test(text))) {
    const open = `${statements.pop()}${line}\n`;
    const isWhole = line.trimEnd().endsWith(';') && open.split('$$').length % 2 === 1;
    statements.push(isWhole ? open.trimEnd().slice(0, -1) : open, ...(isWhole ? [''] : []));
  }
  return statements.map((text) => text.trim()).filter(Boolean);
}
