import { VERSION } from './events.ts';

type Processor = 'metadata' | 'thumbnail' | 'csv';

/** A PNG of 64 × 32 pixels, in base64. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAAAgCAYAAACinX6EAAAAS0lEQVR4AeXBAQEAIAyAME4eW1nVXj4I27x7PmESJ3ESJ3ESJ3ESJ3ESJ3ESJ3ESJ3ESJ3ESJ3ESJ3ESJ3ESJ3ESJ3ESJ3ESt6zoApKratZRAAAAAElFTkSuQmCC';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** What the sample events announce: a file that can be processed, and one that cannot. */
const FILES: Readonly<Record<Processor, readonly [valid: string, corrupt: string]>> = {
  metadata: [PNG, Buffer.from('ffd8ffe000104a46494600', 'hex').toString('base64')],
  thumbnail: [PNG, Buffer.from(PNG, 'base64').subarray(0, 66).toString('base64')],
  csv: [base64('id,name\n1,Zoë\n'), base64('id,name\n1,Zoë\n2\n')],
};

const stored = (content: string) => ({ base64: content, versionId: VERSION });

/** The objects of the sample events, by bucket and key: `invoke` and `dev` put them there. */
export function objects(processor: Processor, prefix: string) {
  const [valid, corrupt] = FILES[processor];
  return {
    input: {
      [`${prefix}sample`]: stored(valid),
      [`${prefix}corrupt`]: stored(corrupt),
      [`${prefix}copied-output`]: { ...stored(valid), metadata: { 'processed-by': 'it' } },
    },
  };
}
