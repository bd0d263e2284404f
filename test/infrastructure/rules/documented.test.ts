import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RULES } from '../../../src/infrastructure/rules/check.ts';

/** The table of what the rules of `src/infrastructure/rules` refuse; other tables follow. */
const table = readFileSync('docs/rules.md', 'utf8').split('\n## ')[1]!;

const rows = table.split('\n').flatMap((line) => {
  const [, rule, , , source, tests] = line.split('|').map((cell) => cell.trim());
  const id = /^`([\w-]+)`$/.exec(rule ?? '')?.[1];
  return id ? [{ id, source: source!, tests: tests! }] : [];
});

it('docs/rules.md has a row for each rule, in their order', () => {
  expect(rows.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
});

it.each(rows)('the row of $id names a source and tests that are there', ({ source, tests }) => {
  expect(source).not.toBe('');
  const [file, titles = ''] = tests.split(' › ');
  const text = readFileSync(`test/infrastructure/rules/${file}`, 'utf8');
  for (const title of titles.split('; ')) expect(text).toContain(`('${title}`);
});
