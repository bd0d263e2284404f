import { beforeAll, expect, test } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { variants } from '../laws/laws.ts';
import type { Mutant } from './mutants.ts';
import { type Project, patterns, writeProject } from './project.ts';
import { type Suite, suiteOf } from './suite.ts';
import { explains, HELD, reasonFor, reasons } from './survivors.ts';

const SEED = 1;
const SAMPLE = 200;

interface Candidate extends Suite {
  readonly project: Project;
}

const suites: Candidate[] = [];

beforeAll(async () => {
  for (const pattern of patterns)
    for (const iac of IACS)
      for (const options of variants(pattern)) {
        const project = writeProject(pattern, iac, options);
        suites.push({ project, ...(await suiteOf(project)) });
      }
}, 600_000);

/** Mulberry32: numbers from 0 up to 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Projects in turn, so that a small one counts as much as a large one; of each, any mutant. */
function sample(): readonly (readonly [Candidate, Mutant])[] {
  const next = random(SEED);
  return Array.from({ length: SAMPLE }, (_, index) => {
    const suite = suites[index % suites.length]!;
    return [suite, suite.mutants[Math.floor(next() * suite.mutants.length)]!] as const;
  });
}

test('of 200 mutants of all patterns, forms and options, the tests notice 97 %', async () => {
  const survivors: (readonly [Candidate, Mutant])[] = [];
  for (const [suite, mutant] of sample()) {
    if (!(await suite.judge(mutant))) survivors.push([suite, mutant]);
  }
  const unexplained = survivors.filter(([{ project }, mutant]) => !reasonFor(project, mutant));
  expect(unexplained.map(([{ project }, { what }]) => `${project.title}: ${what}`)).toEqual([]);
  expect(1 - survivors.length / SAMPLE).toBeGreaterThanOrEqual(HELD);
});

/** Whether a mutant that the row names survives. */
async function isTrue(reason: (typeof reasons)[number]): Promise<boolean> {
  for (const { project, mutants, judge } of suites)
    for (const mutant of mutants)
      if (explains(reason, project, mutant) && !(await judge(mutant))) return true;
  return false;
}

test.each(reasons)('docs/survivors.md: a mutant of $project survives ($what)', async (reason) => {
  expect(await isTrue(reason)).toBe(true);
});
