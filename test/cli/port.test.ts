import { expect, it } from 'vitest';
import { portOf } from '../../src/cli/run/run-flags.ts';

it.each([undefined, 0, 3000, 65_000])('%s is a port of the page', (port) => {
  expect(portOf(port)).toBe(port);
});

it.each([Number.NaN, -1, 1.5, 65_535, 70_000])('%s is none', (port) => {
  expect(() => portOf(port)).toThrow('--port is not a valid port');
});
