import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const { Parameters } = parse(readFileSync('template.yaml', 'utf8'), { logLevel: 'silent' });

test('the stages are dev and prod, and dev unless told otherwise', () => {
  expect(Parameters.Stage).toMatchObject({ Default: 'dev', AllowedValues: ['dev', 'prod'] });
});
