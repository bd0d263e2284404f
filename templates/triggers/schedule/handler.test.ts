import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { __handler__ } from '__module__';

const path = (name: string) => `events/__name-kebab__/schedule.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));
const run = async (name: string) => __handler__(load(name));

test('a run is handled', async () => {
  expect(await run('valid')).toEqual({ id: 'd32c5kddcf5bb8c3' });
});

test('a time that is none is refused', async () => {
  const error = await run('bad-time').catch((thrown: unknown) => thrown);
  expect(error instanceof Error).toBe(true);
});
