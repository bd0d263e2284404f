import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, test } from 'vitest';
import { IACS } from '../src/core/project.ts';
import { packageRoot } from '../src/io/package-root.ts';
import { variants } from '../test/laws/laws.ts';
import { patterns, writeProject } from '../test/mutation/project.ts';
import { suiteOf } from '../test/mutation/suite.ts';

const [id, form] = process.env.MUTATE?.split(' ') ?? [];
const out = join(packageRoot, '.cache/mutants');
mkdirSync(out, { recursive: true });
const rows: object[] = [];

for (const pattern of patterns.filter((one) => !id || one.id === id))
  for (const iac of IACS.filter((one) => !form || one === form))
    test(`${pattern.id} as ${iac}`, async () => {
      const { mutants, judge } = await suiteOf(
        writeProject(pattern, iac, variants(pattern)[0] ?? {}),
      );
      const survivors: string[] = [];
      for (const mutant of mutants) {
        if (!(await judge(mutant))) survivors.push(`${mutant.where}: ${mutant.what}`);
      }
      writeFileSync(join(out, `${pattern.id}-${iac}.txt`), survivors.join('\n'));
      const held = mutants.length - survivors.length;
      const percent = ((100 * held) / mutants.length).toFixed(1);
      rows.push({ pattern: pattern.id, form: iac, mutants: mutants.length, held, percent });
    });

afterAll(() => console.table(rows));
