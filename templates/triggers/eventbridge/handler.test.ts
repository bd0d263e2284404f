import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { __handler__ } from '__module__';

const path = (name: string) => `events/__name-kebab__/eventbridge.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));
const run = async (name: string) => __handler__(load(name));

test('an event is handled', async () => {
  expect(await run('valid')).toEqual({ id: '1001' });
});

test('an event without a detail is refused', async () => {
  const error = await run('no-detail').catch((thrown: unknown) => thrown);
  expect(error instanceof Error).toBe(true);
});
