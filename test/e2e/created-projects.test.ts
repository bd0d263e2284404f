import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';

const LONG = 'customer-notification-dispatch';

/** All seven patterns, of both name lengths, with options that differ from the defaults. */
const SEVEN = [
  ...['-p', `rest-api:abc,rest-api:${LONG},file-processing,scheduled-task,workflow,user-auth`],
  ...['-p', 'pub-sub,multi-region', '--set', 'abc.auth=none', '--set', `${LONG}.api=rest`],
  ...['--set', `${LONG}.auth=iam`, '--set', 'cleanup.job=digest'],
];

interface EmittedProject {
  readonly flags: readonly string[];
  /** What lambda-gen then adds, in its words. */
  readonly added?: readonly string[];
}

const ADDED = [
  'function resize',
  'trigger resize sqs',
  'trigger resize schedule',
  'trigger resize s3',
];

/** Projects that differ as much as they can: both forms, one instance and many, extended and not. */
const PROJECTS: Readonly<Record<string, EmittedProject>> = {
  'cdk-default': { flags: ['--iac', 'cdk', '-p', 'rest-api'], added: ADDED },
  'cdk-seven': { flags: ['--iac', 'cdk', '--runtime', 'nodejs22.x', ...SEVEN] },
  'sam-default': { flags: ['--iac', 'sam', '-p', 'rest-api'], added: ADDED },
  'sam-seven': { flags: ['--iac', 'sam', '--arch', 'x86_64', ...SEVEN] },
};

const folder = mkdtempSync(join(tmpdir(), 'create-lambda-app-'));
const run = { cwd: folder, all: true, reject: false, env: { NO_COLOR: '1', CI: '' } } as const;
const bin = (command: string) => join(folder, 'node_modules/.bin', command);

const npm = (args: readonly string[], cwd: string) => execa('npm', args, { ...run, cwd });
const INSTALL = ['install', '--prefer-offline', '--no-audit', '--no-fund'] as const;

beforeAll(async () => {
  await execa('npm', ['pack', '--pack-destination', folder], { cwd: packageRoot });
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  await execa('npm', ['init', '--yes'], run);
  await execa('npm', [...INSTALL, `./${tarball}`], { ...run, reject: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function judge(cwd: string, template: string): Promise<string | undefined> {
  // W3005: CDK itself writes the redundant DependsOn that this rule warns of.
  const args = ['--non-zero-exit-code', 'error', '--ignore-checks', 'W3005', '--', template];
  const lint = await execa('cfn-lint', args, { ...run, cwd });
  if (lint.code === 'ENOENT') return 'cfn-lint is not installed: the template was not judged';
  expect(lint.exitCode, lint.all).toBe(0);
  return undefined;
}

describe.each(Object.entries(PROJECTS))('%s, from the packed tarball', (name, project) => {
  const cwd = join(folder, name);
  const { flags, added = [] } = project;

  it('is created', async () => {
    const args = [name, ...flags, '--no-install', '--no-git'];
    const { exitCode, all } = await execa(bin('create-lambda-app'), args, run);
    expect(exitCode, all).toBe(0);
  });

  const extend = async () => {
    for (const words of added) {
      const args = ['add', ...words.split(' '), '--no-install'];
      const { exitCode, all } = await execa(bin('lambda-gen'), args, { ...run, cwd });
      expect(exitCode, all).toBe(0);
    }
  };
  // The others stay as they were created
  if (added.length > 0) it('is extended', extend);

  it('passes its own check with nothing edited', async () => {
    const installed = await npm(INSTALL, cwd);
    expect(installed.exitCode, installed.all).toBe(0);
    const { exitCode, all } = await npm(['run', 'check'], cwd);
    expect(exitCode, all).toBe(0);
    expect(all).toMatch(/Tests .* passed/);
  });

  it('has infrastructure that cfn-lint accepts', async ({ skip }) => {
    if (name.startsWith('cdk')) {
      const synth = await execa('npx', ['cdk', 'synth', '--quiet'], { ...run, cwd });
      expect(synth.exitCode, synth.all).toBe(0);
    }
    const template = name.startsWith('cdk') ? `cdk.out/${name}-dev.template.json` : 'template.yaml';
    const reason = await judge(cwd, template);
    if (reason) skip(reason);
  });
});
