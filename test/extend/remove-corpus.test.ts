import { describe, expect, it } from 'vitest';
import {
  CDK_HOSTS,
  CDK_WAYS,
  type Outcome,
  SAM_HOSTS,
  SAM_WAYS,
  tried,
  triedSpoilt,
  type Way,
} from '../support/inverse-corpus.ts';

/** Of each file; `bench/every-inverse.test.ts` has thousands. */
const SEEDS = Array.from({ length: 4 }, (_, seed) => seed);

const sum = (all: readonly Outcome[]) => all.reduce((n, { edited }) => n + edited, 0);

/** One of so many ways for each stack, in turn: parsing code takes a while, and each way comes to several stacks. */
const EVERY = 8;

describe.each<readonly [string, ReadonlyMap<string, string>, readonly Way[], number, number]>([
  ['template', SAM_HOSTS, SAM_WAYS, 1, 20_000],
  ['stack', CDK_HOSTS, CDK_WAYS, EVERY, 300],
])('a %s of the corpus, when what was inserted is taken out', (_, hosts, all, every, least) => {
  const done: Outcome[] = [];
  const names = [...hosts.keys()];
  const waysOf = (name: string) => all.filter((_, n) => n % every === names.indexOf(name) % every);

  it.each([...hosts])('is as it was, byte for byte: %s', (name, text) => {
    const outcome = tried(name, text, waysOf(name));
    done.push(outcome);
    expect(outcome.wrong).toEqual([]);
  });

  it.each([...hosts])('is as it was, however it was spoilt before: %s', (name, text) => {
    const outcome = triedSpoilt(name, text, waysOf(name), SEEDS);
    done.push(outcome);
    expect(outcome.wrong).toEqual([]);
  });

  it('was edited often enough for that to mean something', () => {
    expect(sum(done)).toBeGreaterThan(least);
  });
});
