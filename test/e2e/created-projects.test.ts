import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';

const LONG = 'customer-notification-dispatch';

/** Projects that differ as much as they can: both forms, both name lengths, one instance and several. */
const PROJECTS = {
  'cdk-default': ['--iac', 'cdk', '-p', 'rest-api'],
  'cdk-several': [
    ...[
      '--iac',
      'cdk',
      '-p',
      `rest-api:abc,rest-api:${LONG},scheduled-task,user-auth`,
      '--runtime',
      'nodejs22.x',
    ],
    ...['--set', 'abc.auth=none', '--set', `${LONG}.api=rest`, '--set', `${LONG}.auth=iam`],
  ],
  'sam-default': ['--iac', 'sam', '-p', 'rest-api'],
  'sam-several': [
    ...[
      '--iac',
      'sam',
      '-p',
      `rest-api:abc,rest-api:${LONG},scheduled-task,user-auth`,
      '--arch',
      'x86_64',
    ],
    ...['--set', 'abc.auth=none', '--set', `${LONG}.api=rest`, '--set', `${LONG}.auth=iam`],
    ...['--set', 'cleanup.job=digest', '--set', 'cleanup.timezone=Europe/Berlin'],
  ],
} as const;

const folder = mkdtempSync(join(tmpdir(), 'create-lambda-app-'));
const run = { cwd: folder, all: true, reject: false, env: { NO_COLOR: '1', CI: '' } } as const;
const command = join(folder, 'node_modules/.bin/create-lambda-app');

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

describe.each(Object.entries(PROJECTS))('%s, from the packed tarball', (name, flags) => {
  const cwd = join(folder, name);

  it('is created', async () => {
    const { exitCode, all } = await execa(
      command,
      [name, ...flags, '--no-install', '--no-git'],
      run,
    );
    expect(exitCode, all).toBe(0);
  });

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
