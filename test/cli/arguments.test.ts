import { describe, expect, it } from 'vitest';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';

const COMMANDS = { 'create-lambda-app': createLambdaApp, 'lambda-gen': lambdaGen };

for (const [name, run] of Object.entries(COMMANDS))
  describe(name, () => {
    it.each(['--help', '-h', '--version', '-v'])(
      '%s prints to stdout and exits 0',
      async (flag) => {
        const { exitCode, stdout, stderr } = await run([flag], { cwd: temporaryFolder() });
        expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
        expect(stdout).toMatch(
          flag.startsWith('--v') || flag === '-v' ? /^\d+\.\d+\.\d+\n$/ : new RegExp(name),
        );
      },
    );
  });

/** Command lines of create-lambda-app that are wrong, and what the error says. */
const WRONG: readonly (readonly [
  args: readonly string[],
  first: RegExp,
  second?: RegExp,
  third?: RegExp,
])[] = [
  [['app', '--iacc', 'cdk'], /iacc/, /Did you mean "iac"/],
  [['app', '--patern', 'rest-api'], /patern/, /Did you mean "pattern"/],
  [['app', '--iac', 'terraform'], /^✖ --iac cannot be "terraform"\n {2}Known: cdk, sam\.$/m],
  [['app', '--runtime', 'nodejs20.x'], /--runtime cannot be/, /Did you mean "nodejs24.x"/],
  [['app', '--arch', 'mips'], /arch/, /arm64/],
  [['app', '--package-manager', 'cargo'], /package-manager/, /pnpm/],
  [['app', 'extra'], /^✖ "extra" is one argument too many\n {2}See --help\.$/m],
  [['app', '-p', 'rest-ap'], /no pattern "rest-ap"/, /Did you mean "rest-api"/],
  [['app', '-p', 'kubernetes'], /no pattern "kubernetes"/, /Known: .*rest-api/],
  [['app', '-p', 'rest-api:a:b'], /--pattern rest-api:a:b/],
  [['app', '-p', 'rest-api:Bad_Name'], /"Bad_Name"/, /Try "bad-name"/],
  [['app', '-p', 'rest-api,rest-api'], /Two instances are called "items"/, /<id>:<name>/],
  [['app', '-p', 'rest-api:x1,rest-api:x-1'], /"x1" and "x-1"/],
  [['app', '--set', 'items.auth'], /--set items\.auth/, /items\.auth=iam/],
  [['app', '--set', 'orders.auth=iam'], /"orders"/, /Instances: items/],
  [['app', '--set', 'items.auht=iam'], /no option "auht"/, /Did you mean "auth"/],
  [['app', '--set', 'items.auth=iamm'], /items\.auth/, /Did you mean "iam"/],
  [
    ['app', '--set', 'items.auth=iam', '--set', 'items.auth=none'],
    /--set items\.auth is given twice/,
    /Give it once/,
  ],
  [['app', '--iac', 'sam', '--iac', 'cdk'], /--iac is given twice/, /Give it once/],
  [['app', '--region', 'us-east-1; rm'], /--region/, /eu-central-1/],
  [
    ['app', '--region', 'eu-wset-1'],
    /^✖ --region "eu-wset-1" is no AWS region$/m,
    /Did you mean "eu-west-1"/,
  ],
  [['app', '--region', 'eu-west-9'], /--region "eu-west-9" is no AWS region/, /Known: .*eu-west-1/],
  [
    ['app', '-p', 'scheduled-task', '--set', 'cleanup.schedule=at(2020-01-31T12:00:00)'],
    /^✖ cleanup\.schedule cannot be "at\(2020-01-31T12:00:00\)"$/m,
    /would never run: its time has passed/,
  ],
  [['My App'], /"My App"/, /Try "my-app"/, /--name/],
  [['../con'], /device name of Windows/, /Try "con-app"/],
  [['app', '--name', 'x/y'], /"x\/y"/, /Try "x-y"/],
];

describe('a wrong command line', () => {
  for (const [args, first, second, third] of WRONG)
    it(`${args.join(' ')} exits 2, says why, and writes nothing`, async () => {
      const cwd = temporaryFolder();
      const { exitCode, stdout, stderr } = await createLambdaApp([...args, ...QUIET], { cwd });
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
      for (const said of [first, second, third]) if (said) expect(stderr).toMatch(said);
      expect(stderr).not.toMatch(/\n\s+at /);
      expect(snapshot(cwd)).toEqual({});
    });

  it.each([
    [[], /folder \(first argument\), --pattern, --iac/],
    [['app', '--iac', 'sam'], /Missing: --pattern/],
    [['app', '-p', 'rest-api'], /Missing: --iac/],
    [['-p', 'rest-api', '--iac', 'sam'], /Missing: the folder/],
  ])('%j without a terminal exits 2 and names the flags', async (args, says) => {
    const cwd = temporaryFolder();
    const { exitCode, stderr } = await createLambdaApp(args, { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/--yes/);
    expect(snapshot(cwd)).toEqual({});
  });

  it('is told as JSON with --json', async () => {
    const args = ['app', '-p', 'rest-ap', '--json', ...QUIET];
    const { exitCode, stdout, stderr } = await createLambdaApp(args, { cwd: temporaryFolder() });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(JSON.parse(stderr).error).toMatchObject({
      kind: 'usage',
      hint: expect.stringContaining('rest-api'),
    });
  });
});

describe('a wrong command line of lambda-gen', () => {
  it.each([
    [[], /add, remove, status, list/],
    [
      ['remove-everything'],
      /There is no command "remove-everything"\n {2}Known: add, remove, status, list\./,
    ],
    [['lst', 'patterns'], /Did you mean "list"/],
    [['add', 'patern', 'rest-api'], /Did you mean "pattern"/],
    [['list', 'paterns'], /Did you mean "patterns"/],
    [['add'], /pattern/],
    [['add', 'pattern'], /id|arguments/],
    [['add', 'pattern', 'rest-api', '--auht', 'iam'], /Did you mean "auth"/],
  ])('%j exits 2', async (args, says) => {
    const { exitCode, stdout, stderr } = await lambdaGen(args, { cwd: temporaryFolder() });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/This is a bug/);
  });

  it('speaks English whatever the terminal speaks', async () => {
    const { stderr } = await lambdaGen(['lst'], { env: { LC_ALL: 'de_DE.UTF-8' } });
    expect(stderr).toMatch(/There is no command "lst"/);
  });
});

describe('help', () => {
  it('names the flag that is typed, and not its opposite', async () => {
    const { stdout } = await createLambdaApp(['--help']);
    expect(stdout).toMatch(/ --no-install /);
    expect(stdout).toMatch(/ --no-git /);
    expect(stdout).not.toMatch(/ --(install|git) /);
  });

  it('of add pattern has the options of each pattern, with their values', async () => {
    const { stdout } = await lambdaGen(['add', 'pattern', '--help']);
    expect(stdout).toMatch(/\nrest-api\n {2}--auth cognito \| iam \| none\n/);
    expect(stdout).toMatch(/\nuser-auth\n {2}--mfa optional \| required \| off\n/);
  });

  it.each([
    ['pattern', ['rest-api'], /--auth/, /--mfa|--schedule/],
    ['trigger', ['resize', 'sqs'], /--queue/, /--table|--pool/],
  ])(
    'of add %s %j has its options and no others, and examples',
    async (kind, words, own, other) => {
      const { stdout } = await lambdaGen(['add', kind, ...words, '--help']);
      expect(stdout).toMatch(own);
      expect(stdout).not.toMatch(other);
      expect(stdout).toMatch(/Examples:/);
    },
  );

  it('of create-lambda-app lists the patterns', async () => {
    const { stdout } = await createLambdaApp(['--help']);
    expect(stdout).toMatch(/\n {2}rest-api\n {6}Create, read/);
    expect(stdout).not.toMatch(/\n {2}function\n/);
  });
});

describe('the list', () => {
  it('is for people and for programs', async () => {
    const people = await lambdaGen(['list', 'patterns']);
    expect(people.stdout).toMatch(/Called "items" unless/);
    expect(await lambdaGen(['list', 'pattern'])).toEqual(people);
    const both = await lambdaGen(['list']);
    expect(both.stdout).toMatch(/^Patterns\n.*^rest-api$.*^Triggers\n.*^sqs$/ms);
    expect(people.stdout).toMatch(/^rest-api$/m);
    expect(people.stdout).toMatch(/--auth cognito \| iam \| none/);
    const programs = await lambdaGen(['list', 'patterns', '--json']);
    expect(JSON.parse(programs.stdout)).toContainEqual(expect.objectContaining({ id: 'rest-api' }));
  });
});
