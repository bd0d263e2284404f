import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createLambdaApp, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';

const ARGS = ['app', '--iac', 'cdk', '-p', 'rest-api'];

let whole: ReturnType<typeof snapshot>;

beforeAll(async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'create-lambda-app-'));
  await createLambdaApp([...ARGS, ...QUIET], { cwd });
  whole = snapshot(join(cwd, 'app'));
  rmSync(cwd, { recursive: true });
});

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
    expect(snapshot(join(cwd, 'app'))).toEqual(whole);
  });
});

it('Ctrl-C with --json is told as JSON', async () => {
  const args = ['--yes', '--json'];
  const { exitCode, stderr } = await interrupted(temporaryFolder(), 'SIGINT', 1, ...args);
  expect(exitCode).toBe(130);
  expect(JSON.parse(stderr).error).toEqual({
    kind: 'cancelled',
    message: 'Interrupted. The files are written.',
  });
});

describe('a run that is killed', () => {
  it.each([0, 1, 2, 20])('at rename %i is put right by the next one', async (at) => {
    const cwd = temporaryFolder();
    expect(await interrupted(cwd, 'SIGKILL', at, ...QUIET)).toMatchObject({ signal: 'SIGKILL' });
    expect(snapshot(join(cwd, 'app'))).not.toEqual(whole);
    const { exitCode, stdout } = await createLambdaApp([...ARGS, ...QUIET], { cwd });
    expect(exitCode).toBe(0);
    // Renames 0 and 1 make the work folder and the journal: killed before, a run has done nothing.
    expect(/^An interrupted run was undone\.$/m.test(stdout)).toBe(at > 1);
    expect(snapshot(join(cwd, 'app'))).toEqual(whole);
  });

  it('is nothing that a dry run plans on: it is refused, and writes nothing', async () => {
    const cwd = temporaryFolder();
    await interrupted(cwd, 'SIGKILL', 20, ...QUIET);
    const before = snapshot(cwd);
    const { exitCode, stderr } = await createLambdaApp([...ARGS, ...QUIET, '--dry-run'], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/interrupted run left .*\n {2}Run again without --dry-run to undo it/);
    expect(snapshot(cwd)).toEqual(before);
  });
});
