import { describe, expect, it } from 'vitest';
import { nameForms } from '../../../src/core/names.ts';
import { parseOptions } from '../../../src/core/options.ts';
import { sampleProject } from '../../../src/core/project.ts';
import { inTypeScript, inYaml } from '../../../templates/patterns/function/description.ts';
import pattern from '../../../templates/patterns/function/pattern.ts';

const contribution = (options: Readonly<Record<string, string>>) =>
  pattern.contribute({
    project: sampleProject('cdk'),
    name: nameForms('resize'),
    options: parseOptions(pattern.options, options, 'resize'),
    others: [],
  });

const lambdaCost = (memory: string) =>
  contribution({ memory }).describe!.cost.find(({ item }) => item.startsWith('Lambda'))!.perMillion;

describe('a function by itself', () => {
  it('is described with the size that it gets', () => {
    const { describe: described, replace } = contribution({ memory: '1024', timeout: '60' });
    expect(described!.functions).toMatchObject([{ memory: 1024, timeout: 60 }]);
    expect(replace).toMatchObject({
      'MemorySize: 512': 'MemorySize: 1024',
      'Timeout: 10': 'Timeout: 60',
    });
  });

  it('costs what its memory costs', () => {
    expect(lambdaCost('1024')).toBeCloseTo(0.2 + 0.1e6 * 0.0000133334);
    expect(lambdaCost('128')).toBeCloseTo(0.2 + (0.1e6 * 0.0000133334) / 8);
  });

  it.each([
    ['memory', '128'],
    ['memory', '10240'],
    ['timeout', '1'],
    ['timeout', '900'],
    ['description', 'x'.repeat(256)],
    ['description', 'Größe: <b>’s'],
  ])('takes %s %s', (key, value) => {
    expect(() => contribution({ [key]: value })).not.toThrow();
  });

  it.each([
    ['memory', '127', /from 128 to 10240/],
    ['memory', '10241', /from 128 to 10240/],
    ['memory', '512MB', /whole number/],
    ['timeout', '0', /from 1 to 900/],
    ['timeout', '901', /from 1 to 900/],
    ['timeout', '1.5', /whole number/],
    ['description', 'x'.repeat(257), /one line of at most 256/],
    ['description', 'two\nlines', /one line/],
    ['description', 'a <!-- lambda-app:end -->', /without <!--/],
  ])('does not take %s %j', (key, value, rule) => {
    expect(() => contribution({ [key]: value })).toThrow(
      expect.objectContaining({ kind: 'usage', hint: expect.stringMatching(rule) }),
    );
  });
});

describe('its description', () => {
  it.each([
    ['', '', ''],
    ['Cuts it', "      description: 'Cuts it',\n", "      Description: 'Cuts it'\n"],
    ["Bob's", `      description: "Bob's",\n`, "      Description: 'Bob''s'\n"],
    [`"it's" \\n`, `      description: '"it\\'s" \\\\n',\n`, `      Description: '"it''s" \\n'\n`],
    [`a \${b}`, "      description: 'a \\x24{b}',\n", `      Description: 'a \${b}'\n`],
  ])('%j is a string of each language', (text, typescript, yaml) => {
    expect(inTypeScript(text)).toBe(typescript);
    expect(inYaml(text)).toBe(yaml);
  });

  it('has a line of its own when it would pass the hundredth column', () => {
    const fitting = 'x'.repeat(100 - `      description: '',`.length);
    expect(inTypeScript(fitting)).toBe(`      description: '${fitting}',\n`);
    expect(inTypeScript(`${fitting}x`)).toBe(`      description:\n        '${fitting}x',\n`);
  });
});
