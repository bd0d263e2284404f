import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { __handler__ } from '__module__';
import { parseInput } from '__schema__';

const load = (name: string): unknown => {
  const path = `events/__name-kebab__/${name}.json`;
  return JSON.parse(readFileSync(path, 'utf8'));
};

test('a request is answered with its id', async () => {
  expect(await __handler__(load('valid'))).toEqual({ id: '1001' });
});

test('a request without an id is refused', () => {
  expect(() => parseInput(load('missing-id'))).toThrow('id must be a text');
});

test('a request that is no object is refused', () => {
  expect(() => parseInput(load('not-an-object'))).toThrow('id must be a text');
});
