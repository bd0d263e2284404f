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
    const whole = await created('whole', '--iac', iac, '--dashboard', 'yes', '--budget', '12.50');
    expect(await gen(plain, 'add', 'option', 'dashboard')).toMatchObject({ exitCode: 0 });
    expect(await gen(plain, 'add', 'option', 'budget', '12.50')).toMatchObject({ exitCode: 0 });
    expect(snapshot(plain)).toEqual(snapshot(whole));
    const { stdout } = await lambdaGen(['status'], { cwd: plain });
    expect(stdout).toMatch(/^Options\n {2}dashboard\n {2}budget {2}amount=12.50$/m);
    for (const option of ['dashboard', 'budget'])
      expect(await gen(plain, 'remove', 'option', option)).toMatchObject({ exitCode: 0 });
    expect(snapshot(plain)).toEqual(before);
  });
});

it.each(IACS)(
  'a budget as %s limits what strangers have invoked, whichever came first',
  async (iac) => {
    const LIMITS = 'test/infra/users-limit.test.ts';
    const root = await created('app', '--iac', iac);
    const before = snapshot(root);
    await gen(root, 'add', 'pattern', 'user-auth');
    const plain = snapshot(root);
    await gen(root, 'add', 'option', 'budget', '50');
    const limits = snapshot(root)?.[LIMITS];
    for (const name of ['PreSignUp', 'PostConfirmation', 'PreTokenGeneration'])
      expect(limits).toContain(`'Users${name}'`);
    await gen(root, 'remove', 'option', 'budget');
    expect(snapshot(root)).toEqual(plain);
    await gen(root, 'remove', 'pattern', 'users');
    await gen(root, 'add', 'option', 'budget', '50');
    expect(snapshot(root)).not.toHaveProperty([LIMITS]);
    await gen(root, 'add', 'pattern', 'user-auth');
    expect(snapshot(root)?.[LIMITS]).toBe(limits);
    await gen(root, 'remove', 'option', 'budget');
    await gen(root, 'remove', 'pattern', 'users');
    expect(snapshot(root)).toEqual(before);
  },
);

describe('help', () => {
  const help = async (...args: string[]) => (await lambdaGen([...args, '--help'])).stdout;

  it('of one option has its value and its flags alone', async () => {
    const text = await help('add', 'option', 'vpc');
    expect(text).toMatch(/^ {2}<value> {2}A new VPC.*: new \| existing$/m);
    expect(text).toContain('--cidr 10.0.0.0/16');
    expect(text).not.toMatch(/--network|US dollars a month|add option (?!vpc|<name>)/);
  });

  it('has every text as it was written: the parser puts its name in the place of $0', async () => {
    const summaries = JSON.parse((await lambdaGen(['list', 'options', '--json'])).stdout);
    const text = (await help('add', 'option')).replace(/\s+/g, ' ');
    for (const { summary } of summaries) expect(text).toContain(summary);
  });
});

it.each([
  [['add', 'option', 'dashbord'], 2, /^✖ There is no option "dashbord"\n {2}Did you mean/],
  [['add', 'option', 'budget'], 2, /^✖ budget needs a value: US dollars a month$/m],
  [
    ['add', 'option', 'budget', 'abc'],
    2,
    /^✖ The value of budget cannot be "abc"\n {2}It is an amount/,
  ],
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

it.each(['0', '', '-5', '5,00', '1e3', '50.001', '1000000', 'fifty'])(
  'a budget of %j is refused with the rule',
  async (amount) => {
    const cwd = temporaryFolder();
    const args = ['app', '-p', 'rest-api', '--iac', 'sam', `--budget=${amount}`, ...QUIET];
    const { exitCode, stderr } = await createLambdaApp(args, { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/--budget cannot be .*\n {2}It is an amount of US dollars/);
    expect(snapshot(cwd)).toEqual({});
  },
);

describe('an option is refused', () => {
  it.each([
    ['in a region without budgets', ['-p', 'rest-api', '--region', 'eu-north-1'], /it has in/],
    ['in a project with a long name', ['-p', 'rest-api', '--name', 'a'.repeat(18)], /may have 17/],
    ['where it would show nothing', ['-p', 'multi-region'], /"dashboard".*stacks of their own/],
    ['where its name is taken', ['-p', 'rest-api:dashboard'], /Two instances are called/],
  ])('%s', async (_, flags, says) => {
    const cwd = temporaryFolder();
    const args = [
      'app',
      ...flags,
      '--iac',
      'sam',
      '--dashboard',
      'yes',
      '--budget',
      '50',
      ...QUIET,
    ];
    const { exitCode, stderr } = await createLambdaApp(args, { cwd });
    expect(exitCode).toBeGreaterThan(0);
    expect(stderr).toMatch(says);
    expect(snapshot(cwd)).toEqual({});
  });

  it('where it would count nothing', async () => {
    const cwd = temporaryFolder();
    const args = ['app', '-p', 'multi-region', '--iac', 'sam', '--budget', '50', ...QUIET];
    const { exitCode, stderr } = await createLambdaApp(args, { cwd });
    expect(stderr).toMatch(/"budget".*stacks of their own/);
    expect(exitCode).toBe(1);
  });

  it('where all patterns have stacks of their own since another one was removed', async () => {
    const flags = ['-p', 'multi-region', '--iac', 'sam', '--budget', '50'];
    const root = await created('app', ...flags);
    await gen(root, 'remove', 'pattern', 'items');
    const { exitCode, stderr } = await gen(root, 'add', 'option', 'dashboard');
    expect(stderr).toMatch(/stacks of their own/);
    expect(exitCode).toBe(1);
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
