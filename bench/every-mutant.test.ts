import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { IACS } from '../src/core/project.ts';
import { packageRoot } from '../src/io/package-root.ts';
import { variants } from '../test/laws/laws.ts';
import { named, noticed } from '../test/mutation/named.ts';
import { patterns, titleOf, writeProject } from '../test/mutation/project.ts';
import { suiteOf } from '../test/mutation/suite.ts';
import { HELD, reasonFor } from '../test/mutation/survivors.ts';

const args = process.env.MUTATE?.split(' ').filter(Boolean) ?? [];
const [id, form] = args.filter((arg) => !arg.startsWith('--'));
const out = join(packageRoot, '.cache/mutants');
mkdirSync(out, { recursive: true });
const rows: object[] = [];

const projects = patterns
  .filter((pattern) => !id || pattern.id === id)
  .flatMap((pattern) =>
    IACS.filter((iac) => !form || iac === form).flatMap((iac) =>
      variants(pattern)
        .slice(0, args.includes('--options') ? undefined : 1)
        .map((options) => [titleOf(pattern, iac, options), pattern, iac, options] as const),
    ),
  );

test.each(projects)('%s', async (title, pattern, iac, options) => {
  const project = writeProject(pattern, iac, options);
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

const own = named.filter(({ pattern, iac }) => (!id || pattern === id) && (!form || iac === form));

test.each(own)('$pattern as $iac: $name', async (mutant) => {
  expect(await noticed(mutant)).toBeDefined();
});

afterAll(() => console.table(rows));
