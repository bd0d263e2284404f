import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { IACS } from '../src/core/project.ts';
import { packageRoot } from '../src/io/package-root.ts';
import { variants } from '../test/laws/laws.ts';
import { named, noticed } from '../test/mutation/named.ts';
import {
  type Project,
  patterns,
  writeCombination,
  writeProject,
} from '../test/mutation/project.ts';
import { suiteOf } from '../test/mutation/suite.ts';
import { HELD, reasonFor } from '../test/mutation/survivors.ts';
import { PAIRS, TOGETHER, titleOf } from '../test/support/combinations.ts';

const args = process.env.MUTATE?.split(' ').filter(Boolean) ?? [];
const form = IACS.find((iac) => args.includes(iac));
const id = args.find((arg) => !arg.startsWith('--') && arg !== form);
const out = join(packageRoot, '.cache/mutants');
mkdirSync(out, { recursive: true });
const rows: object[] = [];

const has = (flag: string) => args.includes(`--${flag}`);

type Written = readonly [title: string, write: () => Project];

const iacs = IACS.filter((iac) => !form || iac === form);

const ofPatterns: readonly Written[] = patterns
  .filter((pattern) => !id || pattern.id === id)
  .flatMap((pattern) =>
    variants(pattern)
      .slice(0, has('options') ? undefined : 1)
      .flatMap((options) =>
        iacs.map((iac): Written => {
          const title = [pattern.id, iac, ...Object.values(options)].join(' ');
          return [title, () => writeProject(pattern, iac, options)];
        }),
      ),
  );

const ofCombinations: readonly Written[] = [
  ...(has('pairs') ? PAIRS : []),
  ...(has('together') ? Object.values(TOGETHER) : []),
]
  .filter(({ patterns: [first] }) => !id || first === id)
  .flatMap((each) =>
    iacs.map((iac): Written => [`${titleOf(each)}, as ${iac}`, () => writeCombination(each, iac)]),
  );

const isOfCombinations = has('pairs') || has('together');

test.each(isOfCombinations ? ofCombinations : ofPatterns)('%s', async (_, write) => {
  const project = write();
  const { title } = project;
  const { mutants, judge } = await suiteOf(project);
  const survivors: string[] = [];
  const unexplained: string[] = [];
  for (const mutant of mutants) {
    if (await judge(mutant)) continue;
    const { where, what } = mutant;
    survivors.push(`${where}: ${what}`);
    if (!reasonFor(project, mutant)) unexplained.push(`${where}: ${what}`);
  }
  writeFileSync(join(out, `${title}.txt`), survivors.join('\n'));
  const held = 1 - survivors.length / mutants.length;
  rows.push({
    project: title,
    mutants: mutants.length,
    survivors: survivors.length,
    held: `${(100 * held).toFixed(1)} %`,
  });
  expect(unexplained).toEqual([]);
  expect(held).toBeGreaterThanOrEqual(HELD);
});

const own = isOfCombinations
  ? []
  : named.filter(({ pattern, iac }) => (!id || pattern === id) && (!form || iac === form));

test.each(own)('$pattern as $iac: $name', async (mutant) => {
  expect(await noticed(mutant)).toBeDefined();
});

afterAll(() => console.table(rows));
