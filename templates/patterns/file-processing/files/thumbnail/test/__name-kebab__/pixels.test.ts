import { expect, test } from 'vitest';
import { shrink } from '../../src/__name-kebab__/pixels.ts';

const black = [0, 0, 0, 255];
const white = [255, 255, 255, 255];
const clear = [0, 0, 0, 0];

test('takes the mean of the pixels that become one', () => {
  const data = Uint8Array.from([...black, ...white, ...black, ...black]);

  expect(shrink({ width: 4, height: 1, data }, 2)).toEqual({
    width: 2,
    height: 1,
    data: Uint8Array.from([128, 128, 128, 255, ...black]),
  });
});

test('takes columns apart from rows', () => {
  const row = [...black, ...black, ...white, ...white];
  const data = Uint8Array.from([...row, ...row]);

  expect(shrink({ width: 4, height: 2, data }, 2)).toEqual({
    width: 2,
    height: 1,
    data: Uint8Array.from([...black, ...white]),
  });
});

test('shows white through what is transparent', () => {
  const data = Uint8Array.from([...clear, 0, 0, 0, 51]);

  expect(shrink({ width: 2, height: 1, data }, 2).data).toEqual(
    Uint8Array.from([...white, 204, 204, 204, 255]),
  );
});
