import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { __handler__ } from '__module__';

const path = (name: string) => `events/__name-kebab__/sqs.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));
const run = async (name: string) => __handler__(load(name));

test('messages are handled', async () => {
  expect(await run('valid')).toEqual({ batchItemFailures: [] });
});

test('a message that is no JSON comes again, and only that one', async () => {
  const failed = '059f36b4-87a3-44ab-83d2-661975830a7d';
  expect(await run('not-json')).toEqual({ batchItemFailures: [{ itemIdentifier: failed }] });
});
