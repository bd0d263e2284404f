import { join } from 'node:path';
import { execa } from 'execa';
import { packageRoot } from '../../src/io/package-root.ts';
import { type Case, laidOut } from './projects.ts';

type Template = Readonly<Record<string, unknown>>;

/** An app's templates by the names of their stacks. */
export type Stacks = Readonly<Record<string, Template>>;

const driver = join(packageRoot, 'test/parity/synth.mjs');

async function synthesisedBy(all: readonly Case[]): Promise<readonly Stacks[]> {
  const apps = all.map((each) => ({ folder: laidOut(each), stage: each.stage }));
  const args = ['--import', 'tsx', driver, JSON.stringify(apps)];
  const { stdout } = await execa(process.execPath, args, { cwd: packageRoot, maxBuffer: 1e9 });
  return JSON.parse(stdout);
}

/** For fewer apps, a second process would take longer to load the library than to run them. */
const FEW = 8;

/** The templates of the CDK projects in their order; two processes share the work of many. */
export async function synthesised(all: readonly Case[]): Promise<readonly Stacks[]> {
  if (all.length < FEW) return synthesisedBy(all);
  const half = Math.ceil(all.length / 2);
  const halves = [all.slice(0, half), all.slice(half)];
  return (await Promise.all(halves.map(synthesisedBy))).flat();
}
