import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseHttpEvent } from '__event__';

const path = (name: string) => `events/__name-kebab__/http.${name}.json`;
const load = (name: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));

test('a request is parsed', () => {
  const { method, body, isMalformed, query } = parseHttpEvent(load('valid'));
  expect(method).toBe('POST');
  expect(query).toEqual({ id: '1001' });
  expect(body).toEqual({ id: '1001' });
  expect(isMalformed).toBe(false);
});

test('a body that is no JSON is reported', () => {
  const { body, isMalformed } = parseHttpEvent(load('not-json'));
  expect(body).toBe(undefined);
  expect(isMalformed).toBe(true);
});

test('a request in payload format 1.0 is refused', () => {
  expect(() => parseHttpEvent(load('payload-1'))).toThrow(
    'not an HTTP request in payload format 2.0',
  );
});
