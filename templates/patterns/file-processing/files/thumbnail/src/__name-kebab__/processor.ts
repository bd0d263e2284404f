import { createJimp } from '@jimp/core';
import jpeg from '@jimp/js-jpeg';
import png from '@jimp/js-png';
import { methods } from '@jimp/plugin-resize';
import { measure, typeOf } from './content.ts';
import { type File, Rejected, type Result } from './file.ts';

const MAX_SIDE = 256;
/** What fits into the function's memory when it is decoded. */
const MAX_MEGAPIXELS = 16;

const Image = createJimp({ formats: [jpeg, png], plugins: [methods] });

/** Makes an upright JPEG of at most 256 × 256 pixels from a JPEG or a PNG. */
export async function convert({ bytes }: File): Promise<Result> {
  const type = typeOf(bytes);
  if (type !== 'image/jpeg' && type !== 'image/png') throw new Rejected('Neither JPEG nor PNG');
  const original = measure(bytes);
  if (original.width * original.height > MAX_MEGAPIXELS * 1e6) {
    throw new Rejected(`The image has more than ${MAX_MEGAPIXELS} megapixels`);
  }
  const image = await Image.fromBuffer(Buffer.from(bytes)).catch(() => {
    throw new Rejected('The image is corrupt');
  });
  if (Math.max(image.width, image.height) > MAX_SIDE) {
    image.scaleToFit({ w: MAX_SIDE, h: MAX_SIDE });
  }
  const { width, height } = image;
  // A JPEG has no transparency
  const opaque = new Image({ width, height, color: 0xffffffff }).composite(image);
  return {
    body: await opaque.getBuffer('image/jpeg', { quality: 80 }),
    contentType: 'image/jpeg',
    extension: 'jpg',
    summary: { width, height, original: { width: original.width, height: original.height } },
  };
}
