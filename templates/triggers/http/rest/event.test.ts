import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseRestEvent } from '__event__';

const path = (name: string) => `events/__name-kebab__/http.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));

test('a request is parsed', () => {
  const { method, headers, body, isMalformed, query } = parseRestEvent(load('valid'));
  expect(method).toBe('POST');
  expect(headers['content-type']).toBe('application/json');
  expect(query).toEqual({ id: '1001' });
  expect(body).toEqual({ id: '1001' });
  expect(isMalformed).toBe(false);
});

test('a body that is no JSON is reported', () => {
  const { body, isMalformed } = parseRestEvent(load('not-json'));
  expect(body).toBe(undefined);
  expect(isMalformed).toBe(true);
});

test('a request in payload format 2.0, as of an HTTP API, is refused', () => {
  expect(() => parseRestEvent(load('payload-2'))).toThrow('not a request to a REST API');
});
