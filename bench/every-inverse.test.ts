import { expect, test } from 'vitest';
import {
  CDK_HOSTS,
  CDK_WAYS,
  SAM_HOSTS,
  SAM_WAYS,
  tried,
  triedSpoilt,
} from '../test/support/inverse-corpus.ts';

/** Of each file; `SEEDS=500 npm run test:inverse` has as many as that. */
const COUNT = Number(process.env.SEEDS ?? 60);
const SEEDS = Array.from({ length: COUNT }, (_, seed) => seed + 1000);

for (const [kind, hosts, ways] of [
  ['template', SAM_HOSTS, SAM_WAYS],
  ['stack', CDK_HOSTS, CDK_WAYS],
] as const)
  test(`every ${kind} of the corpus, ${COUNT} times spoilt, is as it was when what was inserted is taken out`, () => {
    const done = [...hosts].flatMap(([name, text]) => [
      tried(name, text, ways),
      triedSpoilt(name, text, ways, SEEDS),
    ]);
    const edited = done.reduce((sum, each) => sum + each.edited, 0);
    console.log(`${kind}: ${edited} edits taken out`);
    expect(done.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(edited).toBeGreaterThan(0);
  });
