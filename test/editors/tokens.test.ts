import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileHash, isAsMade } from '../../src/editors/tokens/hash.ts';
import { deepTokens, scan } from '../../src/editors/tokens/scan.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { shippedTemplates } from '../../src/io/templates.ts';

const code = [...shippedTemplates.files('')].filter(([path]) => path.endsWith('.ts'));

describe('tokens, all at once', () => {
  it.each([
    ["a / b / c; 'x/y'", 7],
    ['x = /[`"]/g.exec(y)', 8],
    ['`a $' + '{b} c` + `d`', 3],
    ['`a $' + '{b ? `c` : ""} d`', 1],
    ['`a $' + '{{ b: 1 }.b} c`', 1],
    ['`a $' + '{b', 1],
    ['`a \\$' + '{ b` c', 2],
    ["// it's `odd` /\n'b'", 2],
    ["it's", 3],
    ['/* a', 3],
    ['return /x/', 2],
    ['\u00a0ä\t1_000', 2],
    ['', 0],
  ])('are those of one after the other: %j', (text, count) => {
    expect(scan(text)).toEqual(deepTokens(text));
    expect(scan(text)).toHaveLength(count);
  });

  it('are those of one after the other in all templates', () => {
    expect(code.length).toBeGreaterThan(300);
    for (const [path, text] of code) expect(scan(text), path).toEqual(deepTokens(text));
  });

  it('are those of one after the other where the code is cut anywhere', () => {
    const text = readFileSync(join(packageRoot, 'src/editors/tokens/scan.ts'), 'utf8');
    for (let end = 0; end < text.length; end += 7)
      expect(scan(text.slice(end)), String(end)).toEqual(deepTokens(text.slice(end)));
  });
});

describe('a file of code is as made', () => {
  const path = 'a.ts';
  const [text, formatted] = ["f('a');\n", 'f(\n  "a",\n)\n'];
  const [tokens, lines] = [fileHash(path, text).slice(0, 16), fileHash(path, text).slice(16)];
  const other = '0'.repeat(16);

  it.each([
    ['by its lines alone', text, other + lines, true],
    ['with the line ends of Windows', text.replaceAll('\n', '\r\n'), other + lines, true],
    ['by its tokens, where the lines differ', formatted, tokens + lines, true],
    ['by its tokens, where only they are recorded', formatted, tokens, true],
    ['not with other tokens', "f('b');\n", tokens + lines, false],
    ['not with other tokens, where only they are recorded', "f('b');\n", tokens, false],
    ['not with nothing recorded', text, '', false],
  ])('%s', (_, now, hash, expected) => {
    expect(isAsMade(path, now, hash)).toBe(expected);
  });
});
