import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { kindOfPattern } from '../src/core/additions.ts';
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
import { sampleOf } from '../test/mutation/sample.ts';
import { type Suite, suiteOf } from '../test/mutation/suite.ts';
import { HELD, reasonFor } from '../test/mutation/survivors.ts';
import { alone, type Combination, PAIRS, TOGETHER, titleOf } from '../test/support/combinations.ts';

const args = process.env.MUTATE?.split(' ').filter(Boolean) ?? [];
const form = IACS.find((iac) => args.includes(iac));
const id = args.find((arg) => !arg.startsWith('--') && arg !== form);
const out = join(packageRoot, '.cache/mutants');
mkdirSync(out, { recursive: true });
const rows: object[] = [];

/** How many mutants of each project: all, unless `--sample=<n>` says. */
const count = Number(args.find((arg) => arg.startsWith('--sample='))?.split('=')[1] ?? Infinity);

const has = (flag: string) => args.includes(`--${flag}`);

/** A project, and the one whose mutants it is not judged by again. */
type Written = readonly [
  title: string,
  write: () => Project,
  writeKnown?: (() => Project) | undefined,
];

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

const ids = patterns
  .map((pattern) => pattern.id)
  .filter((each) => kindOfPattern(each) !== 'option');

const combinations: readonly Combination[] = [
  ...(has('pairs') ? PAIRS : []),
  ...(has('together') ? Object.values(TOGETHER) : []),
  ...(has('alone') ? alone(ids).fitting : []),
];

/** Of an option by itself, what it adds to the pattern. */
const bareOf = (each: Combination) =>
  each.choices.length === 1 ? { ...each, choices: [] } : undefined;

const ofCombinations = combinations
  .filter(({ patterns: [first] }) => !id || first === id)
  .flatMap((each) =>
    iacs.map((iac): Written => {
      const bare = bareOf(each);
      const write = () => writeCombination(each, iac);
      const title = `${titleOf(each)}, as ${iac}`;
      return [title, write, bare && (() => writeCombination(bare, iac))];
    }),
  );

const isOfCombinations = ['pairs', 'together', 'alone'].some(has);

const keyOf = ({ where, what }: Suite['mutants'][number]) => `${where}: ${what}`;

const written: readonly Written[] = isOfCombinations ? ofCombinations : ofPatterns;

test.for(written)('%s', async ([, write, writeKnown]) => {
  const project = write();
  const { title } = project;
  const { mutants: all, judge } = await suiteOf(project);
  const known = new Set(writeKnown && (await suiteOf(writeKnown())).mutants.map(keyOf));
  const own = all.filter((mutant) => !known.has(keyOf(mutant)));
  const mutants = sampleOf(project, own, count);
  const survivors: string[] = [];
  const unexplained: string[] = [];
  for (const mutant of mutants) {
    if (await judge(mutant)) continue;
    survivors.push(keyOf(mutant));
    if (!reasonFor(project, mutant)) unexplained.push(keyOf(mutant));
  }
  writeFileSync(join(out, `${title}.txt`), survivors.join('\n'));
  const held = 1 - survivors.length / mutants.length;
  rows.push({
    project: title,
    mutants: `${mutants.length} of ${own.length}`,
    survivors: survivors.length,
    held: `${(100 * held).toFixed(1)} %`,
  });
  expect(unexplained).toEqual([]);
  // Of the little that an option adds, one mutant may be several hundredths
  if (!writeKnown) expect(held).toBeGreaterThanOrEqual(HELD);
});

const ofNames = isOfCombinations
  ? []
  : named.filter(({ pattern, iac }) => (!id || pattern === id) && (!form || iac === form));

test.each(ofNames)('$pattern as $iac: $name', async (mutant) => {
  expect(await noticed(mutant)).toBeDefined();
});

afterAll(() => console.table(rows));
