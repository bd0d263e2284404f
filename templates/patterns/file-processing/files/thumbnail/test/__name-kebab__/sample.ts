import { createJimp } from '@jimp/core';
import jpeg from '@jimp/js-jpeg';
import png from '@jimp/js-png';

export const Image = createJimp({ formats: [jpeg, png] });

export const sample: Uint8Array = await new Image({
  width: 512,
  height: 256,
  color: 0xc4632cff,
}).getBuffer('image/png');

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
