import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { formatError, shownText, wrapped } from '../../src/cli/ui.ts';
import { usageError } from '../../src/core/errors.ts';
import { packageRoot } from '../../src/io/package-root.ts';

it.each([
  ['\u001b[32m✔\u001b[39m done\r\n\tnext', '\u001b[32m✔\u001b[39m done\r\n\tnext'],
  ['a\u001b]0;title\u0007b', 'a\\x1b]0;title\\x07b'],
  ['over\rwritten\u009b2J\u007f', 'over\\x0dwritten\\x9b2J\\x7f'],
  ['a\u202eb\u2028c\u2066', 'a\\u202eb\\u2028c\\u2066'],
])('what would steer a terminal is shown: %j', (text, shown) => {
  expect(shownText(text)).toBe(shown);
});

it('an error shows what looks like a colour, for it is not ours', () => {
  const error = usageError('There is no command "\u001b[8mx"', 'Known: \u001b[31my.\n  z');
  const said = formatError(error);
  expect(said).toContain('There is no command "\\x1b[8mx"\n');
  expect(said).toContain('  Known: \\x1b[31my.\n  z');
});

it('an error echoes no more of a value than a person reads', () => {
  const said = formatError(usageError(`--budget cannot be "${'9'.repeat(100_000)}"`, 'Why'));
  expect(stripVTControlCharacters(said)).toMatch(/^✖ --budget cannot be "9{199}…\n {2}Why$/);
});

it.each([
  ['  12345 789 abc', 12, '  12345 789\n  abc'],
  ['1234567890abc de', 10, '1234567890abc\nde'],
  ['\u001b[31m✖\u001b[39m a b c\n\n  d', 5, '\u001b[31m✖\u001b[39m a b\nc\n\n  d'],
  ['a b c', undefined, 'a b c'],
])('a text is broken between its words: %j in %s columns', (text, columns, shown) => {
  expect(wrapped(text, columns)).toBe(shown);
});

it('only src/cli/ui.ts prints', () => {
  const src = join(packageRoot, 'src');
  const printing = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .filter((path) =>
      /\bconsole\.\w+\(|std(out|err)\.write/.test(readFileSync(join(src, path), 'utf8')),
    );
  expect(printing).toEqual(['cli/ui.ts']);
});
