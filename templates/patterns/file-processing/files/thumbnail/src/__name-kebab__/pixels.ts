/** An image in RGBA, row by row. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Scales an image down to fit a square, never up; what is transparent turns white. */
export function shrink({ width, height, data }: Pixels, side: number): Pixels {
  const scale = Math.min(1, side / Math.max(width, height));
  const to = { width: scaled(width, scale), height: scaled(height, scale) };
  const out = new Uint8Array(to.width * to.height * 4).fill(255);
  const columns = spans(width, to.width);
  const rows = spans(height, to.height);
  for (const [y, [top, bottom]] of rows.entries()) {
    for (const [x, [left, right]] of columns.entries()) {
      const color = average(data, width, { left, right, top, bottom });
      out.set(color, (y * to.width + x) * 4);
    }
  }
  return { ...to, data: out };
}

const scaled = (length: number, scale: number) => Math.max(1, Math.round(length * scale));

/** Which pixels of a line become which one of the shorter line. */
const spans = (from: number, to: number) =>
  Array.from({ length: to }, (_, i): [number, number] => [
    Math.floor((i * from) / to),
    Math.floor(((i + 1) * from) / to),
  ]);

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The mean color of a box of pixels on white. */
function average(data: Uint8Array, width: number, { left, right, top, bottom }: Box): number[] {
  const meanOf = (channel: number) => {
    let sum = 0;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const at = (y * width + x) * 4;
        const alpha = (data[at + 3] ?? 255) / 255;
        sum += (data[at + channel] ?? 0) * alpha + 255 * (1 - alpha);
      }
    }
    return Math.round(sum / ((right - left) * (bottom - top)));
  };
  return [meanOf(0), meanOf(1), meanOf(2)];
}
