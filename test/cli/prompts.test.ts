import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hintFor } from '../../src/cli/create/pattern-hints.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { CTRL_C, CTRL_Z, DOWN, drive, ENTER, ESCAPE, type Step } from '../support/terminal.ts';

/** The questions in their order, and what the user types at each. */
const FOLDER = /Where should the project be created/;
const PATTERNS = /Which patterns does it need/;
const IAC = /Infrastructure as/;
const CUSTOMISE = /Customise\?/;
const CONFIRM = /Write them\?/;

const ANSWERS: readonly Step[] = [
  [FOLDER, `shop${ENTER}`],
  [PATTERNS, ` ${ENTER}`],
  [IAC, ENTER],
  [CUSTOMISE, ENTER],
  [CONFIRM, ENTER],
];

const answer = (cwd: string, steps: readonly Step[], args: readonly string[] = []) =>
  drive('create-lambda-app', [...args, '--no-install', '--no-git'], cwd, steps);

describe('a hint', () => {
  const HINTS = [
    'Create and delete items. API Gateway, Lambda',
    'Create and delete items.',
    'Lambda',
  ];

  it.each([
    [100, HINTS[0]],
    [60, HINTS[1]],
    [40, HINTS[2]],
    [24, ''],
  ])('at %i columns is the longest that needs no second line', (columns, hint) => {
    expect(hintFor('REST API', HINTS, columns)).toBe(hint);
  });
});

describe('at a terminal', () => {
  it('asks for what no flag says, shows what it will write, and writes it', async () => {
    const cwd = temporaryFolder();
    const { exitCode, stdout } = await answer(cwd, ANSWERS);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/\d+ files in shop/);
    expect(stdout).toMatch(/items \(rest-api\) {2}auth=cognito {2}api=http/);
    expect(stdout).toMatch(/cdk, us-east-1, nodejs24\.x, arm64, npm/);
    const { app, iac } = JSON.parse(snapshot(cwd)!['shop/lambda-app.json']!);
    expect({ app, iac }).toEqual({ app: 'shop', iac: 'cdk' });
  });

  it('goes on where it was after Ctrl-Z and fg', async () => {
    const cwd = temporaryFolder();
    const [[question, folder], ...others] = ANSWERS as readonly [Step, ...Step[]];
    const { exitCode, stdout } = await answer(cwd, [[question, CTRL_Z + folder], ...others]);
    expect(exitCode, stdout).toBe(0);
    expect(snapshot(cwd)).toHaveProperty('shop/lambda-app.json');
  });

  it('offers the patterns by what they are for, and says of one what it costs', async () => {
    const { stdout } = await answer(temporaryFolder(), ANSWERS);
    const asked = stdout.slice(stdout.search(PATTERNS), stdout.search(IAC));
    const lines = asked.split('\n').map((line) => line.replace(/^\W+/, ''));
    const first = (text: string) => lines.findIndex((line) => line.startsWith(text));
    const order = [
      ...['APIs', 'REST API', 'Files and events', 'File processing', 'Publish and subscribe'],
      ...['Background work', 'Scheduled task', 'Workflow', 'Users', 'User authentication'],
      ...['Several regions', 'Multi-region API'],
    ];
    expect(order.map(first)).toEqual(order.map(first).toSorted((a, b) => a - b));
    expect(order.map(first)).not.toContain(-1);
    const unwrapped = asked.replace(/\s*│\s+/g, ' ');
    expect(unwrapped).toMatch(/REST API .*API Gateway, Lambda, DynamoDB · \$\d+ a month/);
  });

  it('takes what was selected in several groups', async () => {
    const cwd = temporaryFolder();
    const steps = ANSWERS.with(1, [PATTERNS, ` ${DOWN} ${ENTER}`]);
    const { exitCode } = await answer(cwd, steps);
    expect(exitCode).toBe(0);
    const { instances } = JSON.parse(snapshot(cwd)!['shop/lambda-app.json']!);
    expect(instances).toMatchObject([{ pattern: 'rest-api' }, { pattern: 'file-processing' }]);
  });

  it('takes nothing that was not selected', async () => {
    const steps = [...ANSWERS.slice(0, 1), [PATTERNS, ENTER], [/at least one/, CTRL_C]] as const;
    expect((await answer(temporaryFolder(), steps)).exitCode).toBe(130);
  });

  it('asks only for what is missing', async () => {
    const cwd = temporaryFolder();
    const args = ['shop', '-p', 'rest-api:orders'];
    const { exitCode } = await answer(cwd, ANSWERS.slice(2), args);
    expect(exitCode).toBe(0);
    expect(snapshot(cwd)).toHaveProperty(['shop/src/orders']);
  });

  it('does not take an illegal folder, and proposes a legal one', async () => {
    const cwd = temporaryFolder();
    const steps: readonly Step[] = [
      [FOLDER, `My App${ENTER}`],
      [/Try "my-app"/, CTRL_C],
    ];
    expect((await answer(cwd, steps)).exitCode).toBe(130);
  });

  it('refuses a folder with a project before it asks anything else', async () => {
    const cwd = temporaryFolder({ 'shop/lambda-app.json': '{}' });
    const { exitCode, stderr } = await answer(cwd, ANSWERS.slice(0, 1));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/has a project already/);
  });

  it.each([
    ['the folder', 0],
    ['the patterns', 1],
    ['the infrastructure', 2],
    ['whether to customise', 3],
    ['the last confirmation', 4],
  ])('Ctrl-C at the question for %s writes nothing and exits 130', async (_, at) => {
    const cwd = temporaryFolder({ 'shop/LICENSE': 'mine' });
    const before = snapshot(cwd);
    const steps = [...ANSWERS.slice(0, at), [ANSWERS[at]![0], CTRL_C] as const];
    const { exitCode, stderr } = await answer(cwd, steps);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 130,
      stderr: 'Cancelled. Nothing was written.\n',
    });
    expect(snapshot(cwd)).toEqual(before);
  });

  it('"no" at the last confirmation writes nothing', async () => {
    const cwd = temporaryFolder();
    const { exitCode } = await answer(cwd, ANSWERS.with(4, [CONFIRM, 'n']));
    expect(exitCode).toBe(130);
    expect(snapshot(cwd)).toEqual({});
  });

  it('asks for the options of the patterns and of production where they are to be customised', async () => {
    const cwd = temporaryFolder();
    const steps: readonly Step[] = [
      ...ANSWERS.slice(0, 3),
      [CUSTOMISE, 'y'],
      [/items: Who may call/, `${DOWN}${ENTER}`],
      [/items: .*API/, ENTER],
      [/items: .*Aurora PostgreSQL.*\$44 a month/, ENTER],
      [/Budget\?[\s\S]*10 cents[\s\S]*none/, `25${ENTER}`],
      [/Dashboard\?[\s\S]*\$3 a month/, 'y'],
      [/Deployment\?[\s\S]*no charge/, `${DOWN}${ENTER}`],
      [/Lambda layer\?[\s\S]*no charge/, `${DOWN}${DOWN}${ENTER}`],
      [/VPC\?[\s\S]*\$14\.60 a month/, `${DOWN}${ENTER}`],
      [CONFIRM, ENTER],
    ];
    const { exitCode, stdout } = await answer(cwd, steps);
    expect(exitCode, stdout).toBe(0);
    const { instances } = JSON.parse(snapshot(cwd)!['shop/lambda-app.json']!);
    expect(instances).toMatchObject([
      { pattern: 'rest-api', options: { auth: 'iam' } },
      { pattern: 'budget', options: { amount: '25' } },
      { pattern: 'dashboard' },
      { pattern: 'deploy', options: { traffic: 'canary' } },
      { pattern: 'layer', options: { packages: 'powertools' } },
      { pattern: 'vpc', options: { network: 'new' } },
    ]);
  });

  it('asks for the ids of an existing VPC, which have no default', async () => {
    const cwd = temporaryFolder();
    const args = ['shop', '-p', 'rest-api', '--iac', 'sam', '--vpc', 'existing'];
    const steps: readonly Step[] = [
      [/Id of an existing VPC/, `vpc-01234567${ENTER}`],
      [/Ids of its subnets/, `subnet-01234567,subnet-01234568${ENTER}`],
      [CUSTOMISE, ENTER],
      [CONFIRM, ENTER],
    ];
    const { exitCode, stdout } = await answer(cwd, steps, args);
    expect(exitCode, stdout).toBe(0);
    expect(snapshot(cwd)!['shop/template.yaml']).toContain('subnet-01234567,subnet-01234568');
  });

  it('asks for no option that a flag has set', async () => {
    const args = [
      'shop',
      '-p',
      'rest-api',
      '--set',
      'items.auth=iam',
      '--budget',
      '5',
      '--vpc',
      'none',
      '--database',
      'postgres',
    ];
    const steps: readonly Step[] = [
      [IAC, ENTER],
      [CUSTOMISE, 'y'],
      [/items: .*API/, ENTER],
      [/Dashboard\?/, ENTER],
      [/Deployment\?/, ENTER],
      [/Lambda layer\?/, ENTER],
      [/Functions in zip files/, `${DOWN}${ENTER}`],
      [CONFIRM, CTRL_C],
    ];
    const { exitCode, stdout } = await answer(temporaryFolder(), steps, args);
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(/auth=iam/);
    expect(stdout).toMatch(/store=postgres/);
    expect(stdout).toMatch(/amount=5/);
    expect(stdout).toMatch(/arm64, container image, /);
  });

  it('Esc leads back to the question before, from the last one too, and out of the first one', async () => {
    const cwd = temporaryFolder();
    const { exitCode } = await answer(cwd, [
      ...ANSWERS.slice(0, 4),
      [CONFIRM, ESCAPE],
      [CUSTOMISE, ESCAPE],
      [IAC, `${DOWN}${ENTER}`],
      [CUSTOMISE, ENTER],
      [CONFIRM, ENTER],
    ]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(snapshot(cwd)!['shop/lambda-app.json']!).iac).toBe('sam');
    expect((await answer(temporaryFolder(), [[FOLDER, ESCAPE]])).exitCode).toBe(130);
  });

  it('asks nothing with --yes', async () => {
    const cwd = temporaryFolder();
    expect((await answer(cwd, [], ['--yes'])).exitCode).toBe(0);
    expect(snapshot(join(cwd, 'my-app'))).toHaveProperty(['lambda-app.json']);
  });
});
