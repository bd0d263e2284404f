import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { __handler__ } from '__module__';

const path = (name: string) => `events/__name-kebab__/dynamodb-stream.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));
const run = async (name: string) => __handler__(load(name));

test('changes are handled', async () => {
  expect(await run('valid')).toEqual({ batchItemFailures: [] });
});

test('the stream goes on from a change without its images', async () => {
  const failed = '4421584500000000017450439091';
  expect(await run('no-images')).toEqual({ batchItemFailures: [{ itemIdentifier: failed }] });
});
