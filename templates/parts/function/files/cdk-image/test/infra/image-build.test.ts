import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

test('a pull request fails whose image cannot be built, or is larger than Lambda takes', () => {
  const { check } = parse(readFileSync('.github/workflows/ci.yml', 'utf8')).jobs;
  expect(check.steps).toContainEqual({ run: 'docker build --tag functions .' });
  expect(check.steps).toContainEqual({
    run: `test "$(docker image inspect --format '{{.Size}}' functions | sort -n | tail -1)" -le ${10 * 1024 ** 3}`,
  });
});
