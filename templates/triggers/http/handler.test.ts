import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { __handler__ } from '__module__';

const path = (name: string) => `events/__name-kebab__/http.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));
const run = async (name: string) => __handler__(load(name));

test('a request is answered', async () => {
  const answer = { statusCode: 200, headers: { 'content-type': 'application/json' } };
  expect(await run('valid')).toEqual({ ...answer, body: '{"id":"1001"}' });
});

test('a body that is no JSON is answered with 400', async () => {
  const answer = { statusCode: 400, headers: { 'content-type': 'application/json' } };
  const body = '{"message":"The body is not valid JSON"}';
  expect(await run('not-json')).toEqual({ ...answer, body });
});
