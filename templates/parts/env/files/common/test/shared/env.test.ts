import { afterEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { readEnv } from '../../src/shared/env.ts';

const text = z.string().check(z.minLength(1));

afterEach(() => {
  vi.unstubAllEnvs();
});

test('reads what the shape names', () => {
  vi.stubEnv('FIRST', 'a');
  vi.stubEnv('SECOND', 'b');

  expect(readEnv({ FIRST: text })).toEqual({ FIRST: 'a' });
});

test('names each variable that is missing or empty', () => {
  vi.stubEnv('FIRST', 'a');
  vi.stubEnv('SECOND', '');

  expect(() => readEnv({ FIRST: text, SECOND: text, THIRD: text })).toThrow(
    /^Missing or invalid environment variable: SECOND, THIRD$/,
  );
});
