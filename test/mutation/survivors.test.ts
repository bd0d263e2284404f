import { beforeAll, expect, test } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { variants } from '../laws/laws.ts';
import { PAIRS } from '../support/combinations.ts';
import type { Mutant } from './mutants.ts';
import { type Project, patterns, writeCombination, writeProject } from './project.ts';
import { sampleOf } from './sample.ts';
import { type Suite, suiteOf } from './suite.ts';
import { explains, HELD, reasonFor, reasons } from './survivors.ts';

const SAMPLE = 200;

interface Candidate extends Suite {
  readonly project: Project;
}

const ofPatterns: Candidate[] = [];
const ofPairs: Candidate[] = [];

const candidate = async (project: Project) => ({ project, ...(await suiteOf(project)) });

beforeAll(async () => {
  for (const pattern of patterns)
    for (const iac of IACS)
      for (const options of variants(pattern))
        ofPatterns.push(await candidate(writeProject(pattern, iac, options)));
  for (const pair of PAIRS)
    for (const iac of IACS) ofPairs.push(await candidate(writeCombination(pair, iac)));
}, 600_000);

/** From each project the same number of mutants: a small one counts as much as a large one. */
function sample(suites: readonly Candidate[]): readonly (readonly [Candidate, Mutant])[] {
  const each = Math.ceil(SAMPLE / suites.length);
  return suites.flatMap((suite) =>
    sampleOf(suite.project, suite.mutants, each).map((mutant) => [suite, mutant] as const),
  );
}

test.each([
  ['all patterns, forms and options', ofPatterns],
  ['all pairs of production options', ofPairs],
])('of 200 mutants of %s, the tests notice 97 %', async (_, suites) => {
  const survivors: (readonly [Candidate, Mutant])[] = [];
  const all = sample(suites);
  for (const [suite, mutant] of all) {
    if (!(await suite.judge(mutant))) survivors.push([suite, mutant]);
  }
  const unexplained = survivors.filter(([{ project }, mutant]) => !reasonFor(project, mutant));
  expect(unexplained.map(([{ project }, { what }]) => `${project.title}: ${what}`)).toEqual([]);
  expect(1 - survivors.length / all.length).toBeGreaterThanOrEqual(HELD);
});

/** Whether a mutant that the row names survives. */
async function isTrue(reason: (typeof reasons)[number]): Promise<boolean> {
  for (const { project, mutants, judge } of [...ofPatterns, ...ofPairs])
    for (const mutant of mutants)
      if (explains(reason, project, mutant) && !(await judge(mutant))) return true;
  return false;
}

test.each(reasons)('docs/survivors.md: a mutant of $project survives ($what)', async (reason) => {
  expect(await isTrue(reason)).toBe(true);
});
