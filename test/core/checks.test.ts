import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CHECKS, parse, render } from '../../bench/checks.ts';
import { packageRoot } from '../../src/io/package-root.ts';

const read = (path: string) => readFileSync(join(packageRoot, path), 'utf8');
const written = read('docs/checks.md');

it('names npm scripts that exist', () => {
  const { scripts } = JSON.parse(read('package.json'));
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(Object.keys(CHECKS)));
});

it('has written docs/checks.md, with a row for each check', () => {
  expect(render(parse(written))).toBe(written);
});

it('keeps the results of the others when it writes one', () => {
  const one = { result: 'passed', minutes: '1.5', date: '2030-01-31', commit: 'abc', node: '22' };
  const both = render({ ...parse(render({ check: one })), 'check:package': one });
  expect(parse(both)).toMatchObject({ check: one, 'check:package': one });
  expect(parse(both)['test:inverse']!.result).toBe('not run yet');
});
