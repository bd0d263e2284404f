import { decode, encode } from 'jpeg-js';
import { expect, test } from 'vitest';
import { made, sample } from './sample.ts';
import { measure } from '../../src/__name-kebab__/content.ts';
import { convert } from '../../src/__name-kebab__/processor.ts';

const converted = (bytes: Uint8Array) => {
  const result = convert({ bytes, contentType: undefined });
  return { ...result, body: Buffer.from(result.body) };
};

/** A red JPEG. */
const jpeg = (width: number, height: number, exif?: string) => {
  const data = Buffer.alloc(width * height * 4, Buffer.from([255, 0, 0, 255]));
  const image = { width, height, data, exifBuffer: exif && Buffer.from(exif, 'hex') };
  return encode(image, 90).data;
};

const turned = '004d4d002a0000000800010112000300000001000600000000000000';

test('makes a small JPEG of a PNG', () => {
  const { body, ...result } = converted(sample);

  expect(result).toEqual(made);
  const { width, height, data } = decode(body);
  expect([width, height]).toEqual([256, 128]);
  expect(data[0]).toBeCloseTo(200, -1);
  expect(data[1]).toBeCloseTo(100, -1);
  expect(data[2]).toBeCloseTo(50, -1);
});

test.each([
  [400, 100, { width: 256, height: 64 }],
  [100, 400, { width: 64, height: 256 }],
  [2000, 2, { width: 256, height: 1 }],
  [10, 20, { width: 10, height: 20 }],
])('fits a JPEG of %d × %d', (width, height, size) => {
  expect(measure(converted(jpeg(width, height)).body)).toMatchObject({ ...size, orientation: 1 });
});

test('keeps the orientation, and no more of what the camera noted', () => {
  const location = Buffer.from('48.8584 N, 2.2945 E').toString('hex');

  const { body } = converted(jpeg(300, 100, turned + location));

  expect(measure(body)).toMatchObject({ width: 256, height: 85, orientation: 6 });
  expect(body.includes('48.8584')).toBe(false);
});

test.each([
  [Buffer.from('GIF89a'), 'Neither JPEG nor PNG'],
  [Buffer.from('text'), 'Neither JPEG nor PNG'],
  [sample.subarray(0, sample.length - 30), 'The image is corrupt'],
  [sample.subarray(0, 10), 'The image is corrupt'],
  [jpeg(64, 64).subarray(0, 20), 'The image is corrupt'],
  [jpeg(64, 64).subarray(0, -10), 'The image is corrupt'],
])('refuses image %#: %s', (bytes, reason) => {
  expect(() => converted(bytes)).toThrow(reason);
});

test('refuses more than 16 megapixels before it decodes them', () => {
  const huge = Buffer.from(sample);
  huge.writeUInt32BE(4001, 16);
  huge.writeUInt32BE(4000, 20);

  expect(() => converted(huge)).toThrow('more than 16 megapixels');
});
