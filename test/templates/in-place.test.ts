import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { variants } from '../laws/laws.ts';
import { assemble, patterns } from '../support/assemble.ts';

const bin = (name: string) => join(packageRoot, 'node_modules/.bin', name);
const slug = (values: object) => Object.values(values).join('-').replace(/\W+/g, '-').slice(0, 60);

for (const pattern of patterns)
  for (const iac of IACS)
    for (const options of variants(pattern))
      describe(`${pattern.id} ${JSON.stringify(options)} as ${iac}, in place`, () => {
        const out = join(packageRoot, '.cache/in-place', `${pattern.id}-${iac}-${slug(options)}`);

        it('compiles and passes its unit and integration tests', async () => {
          assemble(pattern, iac, options, out);
          const run = { cwd: out, all: true, reject: false } as const;
          const compiled = await execa(bin('tsc'), ['-p', 'tsconfig.in-place.json'], run);
          expect(compiled.exitCode, compiled.all).toBe(0);
          const args = ['run', '--config', 'vitest.in-place.config.ts'];
          // Integration tests may load the infrastructure, and CDK takes no sentinel for a stack's name
          const projects = iac === 'cdk' ? ['unit'] : ['unit', 'integration'];
          const flags = projects.flatMap((project) => ['--project', project]);
          const tested = await execa(bin('vitest'), [...args, ...flags], run);
          expect(tested.exitCode, tested.all).toBe(0);
        }, 120_000);
      });
