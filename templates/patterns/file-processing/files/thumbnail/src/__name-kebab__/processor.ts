import { decode, encode } from 'jpeg-js';
import { PNG } from 'pngjs';
import { measure, typeOf } from './content.ts';
import { type File, Rejected, type Result } from './file.ts';
import { type Pixels, shrink } from './pixels.ts';

const MAX_SIDE = 256;
/** What fits into the function's memory when it is decoded. */
const MAX_MEGAPIXELS = 16;

/** Makes a JPEG of at most 256 × 256 pixels from a JPEG or a PNG. */
export function convert({ bytes }: File): Result {
  const type = typeOf(bytes);
  if (type !== 'image/jpeg' && type !== 'image/png') throw new Rejected('Neither JPEG nor PNG');
  const { width, height, orientation } = measure(bytes);
  if (width * height > MAX_MEGAPIXELS * 1e6) {
    throw new Rejected(`The image has more than ${MAX_MEGAPIXELS} megapixels`);
  }
  const thumbnail = shrink(pixelsOf(type, bytes), MAX_SIDE);
  // Turned as the original: viewers go by the orientation, not by the pixels
  const { data } = encode(Object.assign(thumbnail, { exifBuffer: exif(orientation) }), 80);
  return {
    body: data,
    contentType: 'image/jpeg',
    extension: 'jpg',
    summary: { width: thumbnail.width, height: thumbnail.height, original: { width, height } },
  };
}

function pixelsOf(type: string, bytes: Uint8Array): Pixels {
  try {
    if (type === 'image/png') return PNG.sync.read(Buffer.from(bytes));
    return decode(bytes, { useTArray: true, maxResolutionInMP: MAX_MEGAPIXELS });
  } catch {
    throw new Rejected('The image is corrupt');
  }
}

/** An EXIF block with the orientation alone: where a picture was taken is left out. */
function exif(orientation: number): Buffer {
  const value = orientation.toString(16).padStart(4, '0');
  return Buffer.from(`004d4d002a0000000800010112000300000001${value}000000000000`, 'hex');
}
