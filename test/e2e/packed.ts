import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';

export const INSTALL = ['install', '--prefer-offline', '--no-audit', '--no-fund'] as const;

/** A folder in which the packed tarball is installed, for the tests of one file. */
export function packed() {
  const folder = mkdtempSync(join(tmpdir(), 'create-lambda-app-'));
  const run = { cwd: folder, all: true, reject: false, env: { NO_COLOR: '1', CI: '' } } as const;

  const tarball = () => {
    const name = readdirSync(folder).find((each) => each.endsWith('.tgz'))!;
    return join(folder, name);
  };
  beforeAll(async () => {
    await execa('npm', ['pack', '--pack-destination', folder], { cwd: packageRoot });
    await execa('npm', ['init', '--yes'], run);
    const { all } = await execa('npm', [...INSTALL, tarball()], { ...run, reject: true });
    expect(all, 'nothing of it runs where it is installed').not.toContain('install-scripts');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a program, by its name or as one of the package's commands, and expects that it succeeds. */
  const succeed = async (command: string, args: readonly string[], cwd = folder, env = {}) => {
    const options = { ...run, cwd, env: { ...run.env, ...env } };
    const { exitCode, all } = await execa(command, args, options);
    expect(exitCode, `${command} ${args.join(' ')}\n${all}`).toBe(0);
    return all;
  };
  const bin = (command: string) => join(folder, 'node_modules/.bin', command);
  return { folder, tarball, bin, succeed };
}

/** Judges a template with cfn-lint; answers why it was not judged. */
export async function judge(cwd: string, template: string): Promise<string | undefined> {
  // W3005: CDK itself writes the redundant DependsOn that this rule warns of.
  const args = ['--non-zero-exit-code', 'error', '--ignore-checks', 'W3005', '--', template];
  const lint = await execa('cfn-lint', args, { cwd, all: true, reject: false });
  if (lint.code === 'ENOENT') return 'cfn-lint is not installed: the template was not judged';
  expect(lint.exitCode, lint.all).toBe(0);
  return undefined;
}
