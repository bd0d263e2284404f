import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shownText } from '../../src/cli/ui.ts';
import { packageRoot } from '../../src/io/package-root.ts';

it.each([
  ['\u001b[32m✔\u001b[39m done\r\n\tnext', '\u001b[32m✔\u001b[39m done\r\n\tnext'],
  ['a\u001b]0;title\u0007b', 'a\\x1b]0;title\\x07b'],
  ['over\rwritten\u009b2J\u007f', 'over\\x0dwritten\\x9b2J\\x7f'],
])('what would steer a terminal is shown: %j', (text, shown) => {
  expect(shownText(text)).toBe(shown);
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
