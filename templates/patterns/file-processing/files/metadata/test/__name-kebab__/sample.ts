import { createHash } from 'node:crypto';

/** A PNG of one pixel. */
export const sample: Uint8Array = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A JPEG that ends before its size. */
export const corrupt: Uint8Array = Buffer.from('ffd8ffe000104a46494600', 'hex');

/** What one reads where a part of a file is logged. */
export const readable = /IHDR|JFIF/;

/** What is made of the sample, besides the body. */
export const made = {
  contentType: 'application/json',
  extension: 'json',
  summary: {
    type: 'image/png',
    declaredType: 'text/plain',
    bytes: sample.length,
    sha256: createHash('sha256').update(sample).digest('hex'),
    width: 1,
    height: 1,
    orientation: 1,
  },
};
