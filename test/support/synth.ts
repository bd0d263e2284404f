import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { execa } from 'execa';
import { packageRoot } from '../../src/io/package-root.ts';
import { temporaryFolder } from './folders.ts';

/** What a function of a CDK app needs, as code: it is synthesised without a bundler. */
export const PROPS =
  "{ runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('0') }";

/** A template as the CDK writes it. */
export interface Synthesised {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties?: Record<string, unknown> }>
  >;
}

function written(files: ReadonlyMap<string, string>): string {
  const folder = temporaryFolder({ ...Object.fromEntries(files), 'package-lock.json': '{}' });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const name of ['aws-cdk-lib', 'constructs'])
    symlinkSync(join(packageRoot, 'node_modules', name), join(folder, 'node_modules', name));
  return folder;
}

const bundled = (cwd: string) =>
  build({
    absWorkingDir: cwd,
    entryPoints: ['bin/app.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    outfile: join(cwd, '.app/app.cjs'),
    logLevel: 'silent',
  });

function templatesIn(folder: string): Readonly<Record<string, Synthesised>> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.template.json'));
  return Object.fromEntries(
    names.map((name) => [
      name.replace('.template.json', ''),
      JSON.parse(readFileSync(join(folder, name), 'utf8')) as Synthesised,
    ]),
  );
}

/** One process for all of them, for loading the library takes longer than all else. */
const RUN = `for (const folder of process.argv.slice(1)) {
  process.chdir(folder);
  process.env.CDK_OUTDIR = folder + '/cdk.out';
  require(folder + '/.app/app.cjs');
}`;

/** Runs the CDK apps of `bin/app.ts` without bundling their functions; answers the templates of each by stack. */
export async function synthesised(
  apps: readonly ReadonlyMap<string, string>[],
): Promise<readonly Readonly<Record<string, Synthesised>>[]> {
  const folders = apps.map(written);
  await Promise.all(folders.map(bundled));
  // What the rules of the CDK find would be warnings that nobody reads here; they take seconds
  const env = { CDK_CONTEXT_JSON: '{"aws:cdk:bundling-stacks":[]}', CDK_VALIDATION: 'false' };
  await execa(process.execPath, ['-e', RUN, ...folders], { env });
  return folders.map((folder) => templatesIn(join(folder, 'cdk.out')));
}

export const ofType = ({ Resources }: Synthesised, type: string) =>
  Object.values(Resources).filter(({ Type }) => Type === type);
