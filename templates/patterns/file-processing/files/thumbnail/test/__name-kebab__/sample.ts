import { PNG } from 'pngjs';

const image = new PNG({ width: 512, height: 256 });
image.data.fill(Buffer.from([200, 100, 50, 255]));

export const sample: Uint8Array = PNG.sync.write(image);

/** It has a header, and half of its pixels. */
export const corrupt: Uint8Array = sample.subarray(0, sample.length / 2);

/** What one reads where a part of a file is logged. */
export const readable = /IHDR|JFIF/;

/** What is made of the sample, besides the body. */
export const made = {
  contentType: 'image/jpeg',
  extension: 'jpg',
  summary: { width: 256, height: 128, original: { width: 512, height: 256 } },
};
