import { expect, test } from 'vitest';
import { measure, typeOf } from '../../src/__name-kebab__/content.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

test.each([
  ['ff d8 ff e0', 'image/jpeg'],
  ['89 50 4e 47 0d 0a 1a 0a', 'image/png'],
  ['47 49 46 38 39 61', 'image/gif'],
  ['52 49 46 46 24 00 00 00 57 45 42 50', 'image/webp'],
  ['25 50 44 46 2d 31', 'application/pdf'],
  ['50 4b 03 04 14', 'application/zip'],
  ['52 49 46 46 24 00 00 00 57 41 56 45', undefined],
  ['00 ff d8 ff', undefined],
  ['', undefined],
])('the bytes %s show the type %s', (start, type) => {
  expect(typeOf(bytes(start))).toBe(type);
});

test('reads the orientation that a camera noted', () => {
  const exif = '457869660000 4d4d002a00000008 0001 0112000300000001 00060000 00000000';
  const jpeg = bytes(`ffd8 ffe10022 ${exif} ffc0000b 08 0002 0003 01011100 ffd9`);

  expect(measure(jpeg)).toEqual({ width: 3, height: 2, orientation: 6 });
});

test.each(['ff d8 ff e0', '89 50 4e 47 0d 0a 1a 0a', '47 49 46 38 39 61', ''])(
  'cannot measure %j',
  (start) => {
    expect(() => measure(bytes(start))).toThrow('The image is corrupt');
  },
);
