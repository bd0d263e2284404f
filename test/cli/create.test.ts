import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLambdaApp, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';

const flags = ['--iac', 'cdk', '-p', 'rest-api', ...QUIET];
const create = (cwd: string, ...args: string[]) => createLambdaApp([...args, ...flags], { cwd });

describe('create-lambda-app', () => {
  it('writes the project, counts its files and says what comes next', async () => {
    const cwd = temporaryFolder();
    const { exitCode, stdout, stderr } = await create(cwd, 'app');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const files = Object.values(snapshot(join(cwd, 'app'))!).filter((is) => is !== '(folder)');
    expect(stdout).toContain(`Created ${files.length} files in `);
    expect(stdout).toMatch(
      /Next:\n {2}cd app\n {2}npm install {8}# and commit the lock file: CI installs from it\n {2}npm run check {6}# .*\n {2}node \S+create-lambda-app\.js dev {2}# the project/,
    );
    expect(snapshot(join(cwd, 'app'))).toHaveProperty(['lambda-app.json']);
  });

  it('takes the folder it is in, and names the project after it', async () => {
    const cwd = temporaryFolder({ 'my-shop/LICENSE': 'mine', 'my-shop/.git/HEAD': 'ref' });
    const root = join(cwd, 'my-shop');
    expect(await create(root, '.')).toMatchObject({ exitCode: 0 });
    const after = snapshot(root)!;
    expect(after).toMatchObject({ LICENSE: 'mine', '.git/HEAD': 'ref' });
    expect(JSON.parse(after['lambda-app.json']!).app).toBe('my-shop');
  });

  it('has two instances of one pattern, each with options of its own', async () => {
    const cwd = temporaryFolder();
    const args = ['app', '-p', 'rest-api:orders, rest-api:items', '--set', 'orders.auth=iam'];
    expect(await createLambdaApp([...args, '--iac', 'cdk', ...QUIET], { cwd })).toMatchObject({
      exitCode: 0,
    });
    const { instances } = JSON.parse(snapshot(join(cwd, 'app'))!['lambda-app.json']!);
    expect(instances).toMatchObject([
      { name: 'orders', options: { auth: 'iam' } },
      { name: 'items', options: { auth: 'cognito' } },
    ]);
  });

  it('refuses more resources than a stack may have, and writes nothing', async () => {
    const cwd = temporaryFolder();
    const many = Array.from({ length: 12 }, (_, i) => `rest-api:api-${i}`).join(',');
    const args = ['app', '-p', many, '--iac', 'cdk', ...QUIET];
    const { exitCode, stderr } = await createLambdaApp(args, { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/530 resources, and CloudFormation allows 500 in a stack/);
    expect(snapshot(cwd)).toEqual({});
  });

  it('refuses a name that one of its own tests has, and writes nothing', async () => {
    const cwd = temporaryFolder();
    const args = ['app', '-p', 'rest-api:alarms', '--iac', 'sam', ...QUIET];
    const { exitCode, stderr } = await createLambdaApp(args, { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /"alarms" cannot be a name here: .* test\/infra\/alarms\.test\.ts\n.*"my-alarms"/,
    );
    expect(snapshot(cwd)).toEqual({});
  });

  it('warns of what is not fit for production before it says what comes next', async () => {
    const { stdout } = await create(temporaryFolder(), 'app', '--set', 'items.auth=none');
    expect(stdout).toMatch(/\n! items: .*\n\nNext:/);
  });

  it('takes the package manager that ran it', async () => {
    const cwd = temporaryFolder();
    const env = { npm_config_user_agent: 'pnpm/9.0.0 npm/? node/v24.0.0 linux x64' };
    const { stdout } = await createLambdaApp(['app', ...flags], { cwd, env });
    expect(stdout).toMatch(/pnpm run check/);
  });
});

describe('law 3: a dry run', () => {
  it.each(['cdk', 'sam'])(
    'of %s says exactly what a run writes, and writes nothing',
    async (iac) => {
      const cwd = temporaryFolder({ 'app/LICENSE': 'mine' });
      const args = ['app', '-p', 'rest-api', '--iac', iac, '--json', '--diff', ...QUIET];
      const before = snapshot(cwd);
      const dry = await createLambdaApp([...args, '--dry-run'], { cwd });
      expect(snapshot(cwd)).toEqual(before);
      const wet = await createLambdaApp(args, { cwd });
      const [planned, written] = [dry, wet].map(({ stdout }) => JSON.parse(stdout));
      expect({ ...planned, written: true, nextSteps: written.nextSteps }).toEqual(written);
      expect(planned).toMatchObject({ written: false, nextSteps: [] });
      rmSync(join(cwd, 'app/LICENSE'));
      const files = Object.entries(snapshot(join(cwd, 'app'))!).filter(
        ([, is]) => is !== '(folder)',
      );
      expect(planned.changes.map(({ path }: { path: string }) => path).sort()).toEqual(
        files.map(([path]) => path).sort(),
      );
      for (const { path, kind, diff } of planned.changes) {
        const added = diff.split('\n').filter((line: string) => /^\+(?!\+\+ )/.test(line));
        const lines = files.find(([name]) => name === path)![1].split('\n').length - 1;
        expect({ path, kind, lines: added.length }).toEqual({ path, kind: 'create', lines });
      }
    },
  );

  it('needs no folder and makes none', async () => {
    const cwd = temporaryFolder();
    const { exitCode, stdout } = await create(cwd, 'a/b/app', '--dry-run');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^create {2}package\.json$/m);
    expect(stdout).not.toMatch(/Next:/);
    expect(stdout).toMatch(/\nDry run: nothing was written\.\n$/);
    expect(snapshot(cwd)).toEqual({});
  });

  it('shows whole differences with --diff', async () => {
    const { stdout } = await create(temporaryFolder(), 'app', '--dry-run', '--diff');
    expect(stdout).toMatch(/^--- \/dev\/null$/m);
    expect(stdout).toMatch(/^\+\+\+ b\/package\.json$/m);
  });
});

describe('a folder that cannot take a project', () => {
  it('with files in the way lists them all and stays as it was', async () => {
    const files = { 'package.json': '{}', 'src/items/get.ts': 'mine', LICENSE: 'mine' };
    const cwd = temporaryFolder(
      Object.fromEntries(Object.entries(files).map(([p, t]) => [`app/${p}`, t])),
    );
    const before = snapshot(cwd);
    const { exitCode, stdout, stderr } = await create(cwd, 'app');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('in the way:\n  package.json\n  src/items/get.ts\n');
    expect(stderr).not.toContain('LICENSE');
    expect(snapshot(cwd)).toEqual(before);
  });

  it('with many files in the way lists ten and counts the rest', async () => {
    const cwd = temporaryFolder();
    await create(cwd, 'app');
    rmSync(join(cwd, 'app/lambda-app.json'));
    const { stderr } = await create(cwd, 'app');
    expect(stderr).toMatch(/in the way:\n(?: {2}\S+\n){10} {2}… and \d\d more\n/);
  });

  it('with a project in it says how to extend that', async () => {
    const cwd = temporaryFolder({ 'app/lambda-app.json': '{}', 'app/README.md': '' });
    const { exitCode, stderr } = await create(cwd, 'app');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/has a project already.*\n.* add pattern/);
    expect(stderr).not.toMatch(/README/);
  });

  it.each([
    ['a file', 'file', /file is a file, not a folder\n {2}Choose another folder/],
    ['below a file', 'file/app', /file is a file, not a folder/],
    ['with a file for a folder', 'blocked', /a part of its path is a file/],
    ['with a folder for a file', 'taken', /package\.json cannot be read: it is a folder/],
    // Nobody may write there, not even root, as whom a container's tests run.
    ['that is not writable', '/proc/app', /Could not write to \/proc\/app/],
  ])('%s is refused, and stays as it was', async (_, dir, says) => {
    const cwd = temporaryFolder({ file: 'x', 'blocked/src': 'x', 'taken/package.json/x': '' });
    const before = snapshot(cwd);
    const { exitCode, stderr } = await create(cwd, dir);
    expect(stderr).toMatch(says);
    expect(exitCode).toBe(1);
    expect(snapshot(cwd)).toEqual(before);
  });

  it('on a full disk stays as it was', async () => {
    const cwd = temporaryFolder({ 'app/LICENSE': 'mine' });
    const before = snapshot(cwd);
    const around = { cwd, preload: ['at-rename'], env: { AT: '9', CODE: 'ENOSPC' } };
    const { exitCode, stderr } = await createLambdaApp(['app', ...flags], around);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/the disk is full\n {2}The folder is as it was before\./);
    expect(snapshot(cwd)).toEqual(before);
  });
});
