import { copyFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emittedNode } from '../support/emitted-node.ts';
import { INSTALL, judge, type packed } from './packed.ts';
import { undeclaredPackages } from './undeclared.ts';

export interface EmittedProject {
  readonly flags: readonly string[];
  /** What lambda-gen then adds, in its words. */
  readonly added?: readonly string[];
  /** What its user then changes. */
  readonly set?: (cwd: string) => void;
  /** A project whose installed packages it uses, to install them once; it has all of them and more. */
  readonly packagesOf?: string;
  /** Whether it is checked with the Node.js that runs the tests, and not with one that it asks for. */
  readonly isForThisNode?: boolean;
  /** The stages that a CDK project's stack is judged in; a SAM template has all of them. */
  readonly stages?: readonly string[];
}

/** A function with triggers, which come with files of their own. */
export const ADDED = [
  'function resize',
  'trigger resize sqs',
  'trigger resize schedule',
  'trigger resize s3',
];

/** The packages of another project; CDK looks for the lock file as well. */
function shareInstalled(from: string, to: string): void {
  symlinkSync(join(from, 'node_modules'), join(to, 'node_modules'));
  copyFileSync(join(from, 'package-lock.json'), join(to, 'package-lock.json'));
}

/** The tests of a project that the packed package creates: it is made, and judged as its user and cfn-lint would. */
export function projectTests(
  name: string,
  { flags, added = [], set, packagesOf, isForThisNode, stages = ['dev'] }: EmittedProject,
  { folder, bin, succeed }: ReturnType<typeof packed>,
): void {
  const cwd = join(folder, name);
  const isCdk = flags.includes('cdk');

  it('is created', async () => {
    await succeed(bin('create-lambda-app'), [name, ...flags, '--no-install', '--no-git']);
  });

  const extend = async () => {
    for (const words of added)
      await succeed(bin('lambda-gen'), ['add', ...words.split(' '), '--no-install'], cwd);
  };
  // The others stay as they were created
  if (added.length > 0) it('is extended', extend);
  if (set) it('is set up as its README says', () => set(cwd));

  it('declares every package that its code imports', () => {
    expect(undeclaredPackages(cwd)).toEqual([]);
  });

  it('passes its own check', async () => {
    if (packagesOf) shareInstalled(join(folder, packagesOf), cwd);
    else await succeed('npm', INSTALL, cwd);
    const env = isForThisNode ? {} : await emittedNode();
    expect(await succeed('npm', ['run', 'check'], cwd, env)).toMatch(/Tests .* passed/);
  });

  const judged = async (skip: (reason: string) => void, template: string) => {
    const reason = await judge(cwd, template);
    if (reason) skip(reason);
  };
  if (!isCdk)
    it('has infrastructure that cfn-lint accepts', ({ skip }) => judged(skip, 'template.yaml'));
  for (const stage of isCdk ? stages : [])
    it(`has infrastructure in ${stage} that cfn-lint accepts`, async ({ skip }) => {
      await succeed('npx', ['cdk', 'synth', '--quiet', '-c', `stage=${stage}`], cwd);
      await judged(skip, `cdk.out/${name}-${stage}.template.json`);
    });
}
