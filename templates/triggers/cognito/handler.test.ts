import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { __handler__ } from '__module__';

const path = (name: string) => `events/__name-kebab__/cognito.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));
const run = async (name: string) => __handler__(load(name));

test('the pool gets its event back', async () => {
  expect(await run('valid')).toEqual(load('valid'));
});

test('an event without attributes is refused', async () => {
  const error = await run('no-attributes').catch((thrown: unknown) => thrown);
  expect(error instanceof Error).toBe(true);
});
