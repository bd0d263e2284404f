import { imageSize } from 'image-size';
import { Rejected } from './file.ts';

/** The type of a file by its first bytes, in hexadecimal. */
const signatures: [type: string, pattern: RegExp][] = [
  ['image/jpeg', /^ffd8ff/],
  ['image/png', /^89504e470d0a1a0a/],
  ['image/gif', /^47494638(37|39)61/],
  ['image/webp', /^52494646.{8}57454250/],
  ['application/pdf', /^255044462d/],
  ['application/zip', /^504b0304/],
];

/** The type that the bytes themselves show, whatever the uploader said. */
export function typeOf(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  return signatures.find(([, pattern]) => pattern.test(start))?.[0];
}

/** The size of an image in pixels, and the EXIF orientation that its camera noted. */
export function measure(image: Uint8Array) {
  try {
    // Copied: a small Buffer is a view into a shared pool, and image-size would read past it
    const { width, height, orientation = 1 } = imageSize(new Uint8Array(image));
    if (width > 0 && height > 0) return { width, height, orientation };
  } catch {
    // No image either
  }
  throw new Rejected('The image is corrupt');
}
