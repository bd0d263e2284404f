import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';

async function created(dir: string, ...flags: string[]): Promise<string> {
  const cwd = temporaryFolder();
  const args = [dir, '--name', 'app', '-p', 'rest-api', ...flags, ...QUIET];
  expect(await createLambdaApp(args, { cwd })).toMatchObject({ exitCode: 0, stderr: '' });
  return join(cwd, dir);
}

const gen = (cwd: string, ...args: string[]) => lambdaGen([...args, '--no-install'], { cwd });

describe.each(IACS)('options of a project as %s', (iac) => {
  it('are the same from create and from add, and remove undoes both', async () => {
    const plain = await created('plain', '--iac', iac);
    const before = snapshot(plain);
    const whole = await created('whole', '--iac', iac, '--dashboard', 'yes');
    expect(await gen(plain, 'add', 'option', 'dashboard')).toMatchObject({ exitCode: 0 });
    expect(snapshot(plain)).toEqual(snapshot(whole));
    expect((await gen(plain, 'status')).stdout).toMatch(/^Options\n {2}dashboard$/m);
    expect(await gen(plain, 'remove', 'option', 'dashboard')).toMatchObject({ exitCode: 0 });
    expect(snapshot(plain)).toEqual(before);
  });
});

it.each([
  [['add', 'option', 'dashbord'], 2, /^✖ There is no option "dashbord"\n {2}Did you mean/],
  [['add', 'option', 'dashboard', 'yes'], 2, /^✖ dashboard takes no value$/m],
  [['add', 'pattern', 'dashboard'], 2, /"dashboard" is no pattern\n.* add option/],
  [['remove', 'pattern', 'dashboard'], 2, /"dashboard" is an option, not a pattern/],
  [['remove', 'option', 'items'], 2, /"items" is a pattern, not an option/],
] as const)('%j exits %i', async (args, exitCode, says) => {
  const root = await created('app', '--iac', 'sam', '--dashboard', 'yes');
  const before = snapshot(root);
  const outcome = await gen(root, ...args);
  expect(outcome).toMatchObject({ exitCode, stdout: '' });
  expect(outcome.stderr).toMatch(says);
  expect(snapshot(root)).toEqual(before);
});

describe('the dashboard is refused', () => {
  it.each([
    ['in a project with a long name', ['-p', 'rest-api', '--name', 'a'.repeat(21)], /may have 20/],
    ['where it would show nothing', ['-p', 'multi-region'], /stacks of their own/],
    ['where its name is taken', ['-p', 'rest-api:dashboard'], /Two instances are called/],
  ])('%s', async (_, flags, says) => {
    const cwd = temporaryFolder();
    const args = ['app', ...flags, '--iac', 'sam', '--dashboard', 'yes', ...QUIET];
    const { exitCode, stderr } = await createLambdaApp(args, { cwd });
    expect(exitCode).toBeGreaterThan(0);
    expect(stderr).toMatch(says);
    expect(snapshot(cwd)).toEqual({});
  });

  it('in a project that somebody else wrote', async () => {
    const cwd = temporaryFolder({
      'template.yaml': readFileSync('test/corpus/sam/all-sections.yaml', 'utf8'),
    });
    const { exitCode, stderr } = await gen(cwd, 'add', 'option', 'dashboard');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/Options are for projects that create-lambda-app made/);
  });
});
