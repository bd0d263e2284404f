import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLambdaApp, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';

const ARGS = ['app', '--iac', 'cdk', '-p', 'rest-api'];

async function whole() {
  const cwd = temporaryFolder();
  await createLambdaApp([...ARGS, ...QUIET], { cwd });
  return snapshot(join(cwd, 'app'))!;
}

const interrupted = (cwd: string, SIGNAL: string, AT: number, ...args: string[]) =>
  createLambdaApp([...ARGS, ...args], {
    cwd,
    preload: ['at-rename'],
    env: { SIGNAL, AT: String(AT) },
  });

describe('Ctrl-C during the write', () => {
  it.each([0, 1, 20])('at rename %i lets the write end, and runs no task', async (at) => {
    const cwd = temporaryFolder();
    const { exitCode, stdout, stderr } = await interrupted(cwd, 'SIGINT', at, '--yes');
    expect(stderr).toBe('Interrupted. The files are written.\n');
    expect(exitCode).toBe(130);
    expect(stdout).toContain(
      'Install dependencies: interrupted\n  Left for you to run: npm install',
    );
    expect(stdout).toContain('Left for you to run: git init');
    expect(snapshot(join(cwd, 'app'))).toEqual(await whole());
  });
});

describe('a run that is killed', () => {
  it.each([0, 1, 20])('at rename %i is put right by the next one', async (at) => {
    const cwd = temporaryFolder();
    expect(await interrupted(cwd, 'SIGKILL', at, ...QUIET)).toMatchObject({ signal: 'SIGKILL' });
    expect(snapshot(join(cwd, 'app'))).not.toEqual(await whole());
    expect(await createLambdaApp([...ARGS, ...QUIET], { cwd })).toMatchObject({ exitCode: 0 });
    expect(snapshot(join(cwd, 'app'))).toEqual(await whole());
  });
});
