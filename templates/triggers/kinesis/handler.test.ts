import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { __handler__ } from '__module__';

const path = (name: string) => `events/__name-kebab__/kinesis.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));
const run = async (name: string) => __handler__(load(name));

test('records are handled', async () => {
  expect(await run('valid')).toEqual({ batchItemFailures: [] });
});

test('the stream goes on from a record that is no JSON', async () => {
  const failed = '49590338271490256608559692538361571095921575989136588898';
  expect(await run('not-json')).toEqual({ batchItemFailures: [{ itemIdentifier: failed }] });
});
