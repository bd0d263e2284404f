import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const template = parse(readFileSync('template.yaml', 'utf8'), { logLevel: 'silent' });

test('all stages but dev are like prod', () => {
  expect(template.Conditions.IsLikeProd).toEqual([['Stage', 'dev']]);
});
