import { expect, test } from 'vitest';
import { Image, made, sample } from './sample.ts';
import { measure } from '../../src/__name-kebab__/content.ts';
import { convert } from '../../src/__name-kebab__/processor.ts';

const converted = async (bytes: Uint8Array) => {
  const { body, ...result } = await convert({ bytes, contentType: undefined });
  return { ...result, body: Buffer.from(body) };
};

/** The color of a pixel, in hexadecimal, without its last bits: a JPEG is not exact. */
async function colorAt(jpeg: Buffer, x: number, y: number): Promise<string> {
  const color = (await Image.fromBuffer(jpeg)).getPixelColor(x, y) >>> 8;
  return (color & 0xf8f8f8).toString(16).padStart(6, '0');
}

const jpeg = (width: number, height: number) =>
  new Image({ width, height, color: 0xff0000ff }).getBuffer('image/jpeg');

/** The same picture with what a camera notes. */
const withExif = (image: Buffer, exif: string) => {
  const data = Buffer.from(`457869660000${exif}`, 'hex');
  const head = Buffer.from([0xff, 0xe1, 0, data.length + 2]);
  return Buffer.concat([image.subarray(0, 2), head, data, image.subarray(2)]);
};

test('makes a small JPEG of a PNG', async () => {
  const { body, ...result } = await converted(sample);

  expect(result).toEqual(made);
  expect(measure(body)).toMatchObject({ width: 256, height: 128 });
  expect(await colorAt(body, 100, 100)).toBe('c06028');
});

test.each([
  [400, 100, { width: 256, height: 64 }],
  [100, 400, { width: 64, height: 256 }],
  [2000, 2, { width: 256, height: 1 }],
  [10, 20, { width: 10, height: 20 }],
])('fits a JPEG of %d × %d', async (width, height, size) => {
  const { body } = await converted(await jpeg(width, height));

  expect(measure(body)).toEqual({ ...size, orientation: 1 });
});

test('shows white through what is transparent', async () => {
  const image = new Image({ width: 512, height: 512, color: 0x00000000 });

  const { body } = await converted(await image.getBuffer('image/png'));

  expect(await colorAt(body, 100, 100)).toBe('f8f8f8');
});

test('turns the picture upright, and keeps nothing that the camera noted', async () => {
  const turned = '4d4d002a0000000800010112000300000001000600000000000000';
  const location = Buffer.from('48.8584 N, 2.2945 E').toString('hex');

  const { body } = await converted(withExif(await jpeg(300, 100), turned + location));

  expect(measure(body)).toEqual({ width: 85, height: 256, orientation: 1 });
  expect(body.includes('48.8584')).toBe(false);
});

test.each([
  [Buffer.from('GIF89a'), 'Neither JPEG nor PNG'],
  [Buffer.from('text'), 'Neither JPEG nor PNG'],
  [sample.subarray(0, sample.length - 30), 'The image is corrupt'],
  [sample.subarray(0, 10), 'The image is corrupt'],
  [(await jpeg(64, 64)).subarray(0, 20), 'The image is corrupt'],
  [(await jpeg(64, 64)).subarray(0, -10), 'The image is corrupt'],
])('refuses image %#: %s', async (bytes, reason) => {
  await expect(converted(bytes)).rejects.toThrow(reason);
});

test('refuses more than 16 megapixels before it decodes them', async () => {
  const huge = Buffer.from(sample);
  huge.writeUInt32BE(4001, 16);
  huge.writeUInt32BE(4000, 20);

  await expect(converted(huge)).rejects.toThrow('more than 16 megapixels');
});
