import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

test('a pull request whose image cannot be built fails', () => {
  const { check } = parse(readFileSync('.github/workflows/ci.yml', 'utf8')).jobs;
  expect(check.steps).toContainEqual({ run: 'docker build .' });
});
