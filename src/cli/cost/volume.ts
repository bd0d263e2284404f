import { usageError } from '../../core/errors.ts';

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** A number of events a month, as `250000`, `100k` or `1.5M`; throws `usage`. */
export function parseVolume(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([kmg]?)$/i.exec(text.trim()) ?? [];
  const volume = Math.round(Number(number) * FACTORS[unit.toLowerCase()]! * 1e3) / 1e3;
  if (number !== '' && Number.isInteger(volume) && volume >= 1 && volume <= 1e12) return volume;
  throw usageError(
    `--requests cannot be ${JSON.stringify(text)}`,
    'Give a whole number of events a month up to 1000G, such as 250000, 100k or 1.5M; separate several with commas.',
  );
}
