import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { packageRoot } from '../../src/io/package-root.ts';
import { emittedNode } from '../support/emitted-node.ts';

/** Where the projects are laid out, each in a folder of its own. */
export const IN_PLACE = join(packageRoot, '.cache/in-place');

const bin = (name: string) => join(packageRoot, 'node_modules/.bin', name);

/** Modules that a project declares would be known to every other one in the same program. */
const declarationsIn = (project: string) =>
  readdirSync(project, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.d.ts'))
    .sort()
    .join();

async function compiled(projects: readonly string[], at: number): Promise<string> {
  const config = `tsconfig.${at}.json`;
  const settings = {
    extends: join(projects[0]!, 'tsconfig.json'),
    compilerOptions: { preserveSymlinks: true },
    include: projects.map((project) => `${basename(project)}/**/*`),
  };
  writeFileSync(join(IN_PLACE, config), JSON.stringify(settings));
  const run = { cwd: IN_PLACE, all: true, reject: false } as const;
  const { exitCode, all } = await execa(bin('tsc'), ['-p', config, '--pretty', 'false'], run);
  return exitCode === 0 ? '' : all;
}

/**
 * What the TypeScript compiler prints of each project; nothing where it compiles. Projects with the same declarations
 * are one program, for most of their files are the same.
 */
export async function compileErrors(
  projects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const kinds = projects.map(declarationsIn);
  const programs = [...new Set(kinds)].map((kind) => projects.filter((_, i) => kinds[i] === kind));
  const lines = (await Promise.all(programs.map(compiled))).join('\n').split('\n');
  const of = (project: string) => lines.filter((line) => line.startsWith(`${basename(project)}/`));
  const errors = projects.map((project) => [project, of(project).join('\n')] as const);
  if (lines.some((line) => line !== '') && errors.every(([, text]) => text === ''))
    throw new Error(lines.join('\n'));
  return new Map(errors);
}

const configOf = (
  tests: ReadonlyMap<string, readonly string[]>,
) => `import { defineConfig } from 'vitest/config';
import config from '${join(packageRoot, 'templates/base/files/common/vitest.config.ts')}';

const { projects, ...shared } = config.test;
const timeouts = Object.assign({}, ...projects.map(({ test: { name, include, exclude, ...rest } }) => rest));
// The region is still a sentinel here, and the SDK takes no region that is not one.
const test = { ...shared, ...timeouts, isolate: true, env: { ...shared.env, AWS_REGION: 'us-east-1' } };

export default defineConfig({
  test: {
    projects: ${JSON.stringify([...tests])}.map(([root, include]) => ({
      root,
      resolve: { preserveSymlinks: true },
      test: { ...test, name: root.split('/').at(-1), include, setupFiles: ['./in-place.setup.ts'] },
    })),
  },
});
`;

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Runs test files, given by the project that they are of, in one process; answers what failed, by file. */
export async function failures(
  tests: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlyMap<string, string>> {
  const config = join(IN_PLACE, 'vitest.config.ts');
  const report = join(IN_PLACE, 'report.json');
  writeFileSync(config, configOf(tests));
  // Tests read the project's files from its own folder
  for (const root of tests.keys())
    writeFileSync(join(root, 'in-place.setup.ts'), 'process.chdir(import.meta.dirname);\n');
  const args = ['run', '--config', config, '--reporter', 'json', '--outputFile', report];
  const run = { cwd: IN_PLACE, env: await emittedNode(), all: true, reject: false } as const;
  const { all } = await execa(bin('vitest'), args, run);
  const { testResults }: Report = (await import(report, { with: { type: 'json' } })).default;
  if (testResults.length === 0) throw new Error(all);
  return new Map(
    testResults.map(({ name, status, message, assertionResults }) => {
      const failed = assertionResults.filter((each) => each.status === 'failed');
      const texts = failed.map((each) => `${each.fullName}\n${each.failureMessages.join('\n')}`);
      return [name, status === 'passed' ? '' : [message, ...texts].join('\n')];
    }),
  );
}
