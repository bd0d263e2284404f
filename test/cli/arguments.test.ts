import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { SWITCHES } from '../../src/cli/command-line.ts';
import { create } from '../../src/cli/create/command.ts';
import { generate } from '../../src/cli/generate/command.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { createLambdaApp, lambdaGen, QUIET } from '../support/commands.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { cases } from '../support/property.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Resize:
    Type: AWS::Serverless::Function
    Properties:
      Handler: src/resize.handler
      Runtime: nodejs24.x
`;
const HANDLER = 'export const handler = async () => 1;\n';

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
  [['app', '--iacc', 'cdk'], /iacc/, /Did you mean "--iac"/],
  [['app', '--patern', 'rest-api'], /patern/, /Did you mean "--pattern"/],
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
  [['app', '--iac.x=1'], /^✖ There is no flag --iac\.x$/m],
  [['app', '--__proto__=1'], /^✖ There is no flag --__proto__$/m],
  [['app', '--no-region'], /^✖ There is no flag --no-region$/m],
  [['app', '--no-pattern'], /^✖ There is no flag --no-pattern$/m],
  [['app', '--name'], /^✖ --name needs a value$/m],
  [['app', '--set'], /^✖ --set needs a value$/m],
  [['app', '--set', '--diff'], /^✖ --set needs a value$/m],
  [['app', '-p'], /^✖ -p needs a value$/m],
  [['app', '-p', ''], /^✖ --pattern is empty$/m],
  [['app', '--name='], /^✖ --name is empty$/m],
  [['app', '--install=maybe'], /^✖ --install takes no value, and has "maybe"$/m],
  [[''], /^✖ An argument is empty$/m],
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

  it('a name too long for the disk is refused', async () => {
    const args = ['a'.repeat(300), '--name', 'app', ...QUIET];
    const { exitCode, stderr } = await createLambdaApp(args, { cwd: temporaryFolder() });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/a: the name is too long$/m);
  });

  it('behind -- is read as well', async () => {
    const args = ['app', '--', '--iac', 'terraform'];
    const { exitCode, stderr } = await createLambdaApp(args, { cwd: temporaryFolder() });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/--iac cannot be "terraform"/);
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
    [[], /add, remove, invoke, dev, status, cost, list/],
    [
      ['remove-everything'],
      /There is no command "remove-everything"\n {2}Known: add, remove, invoke, dev, status, cost, list, completion\./,
    ],
    [['lst', 'patterns'], /Did you mean "list"/],
    [['add', 'patern', 'rest-api'], /Did you mean "pattern"/],
    [['list', 'paterns'], /Did you mean "patterns"/],
    [['add'], /pattern/],
    [['add', 'pattern'], /id|arguments/],
    [['add', 'pattern', 'rest-api', '--auht', 'iam'], /Did you mean "--auth"/],
    [['status', '--cwd.x=1'], /^✖ There is no flag --cwd\.x$/m],
    [['status', '--no-cwd'], /^✖ There is no flag --no-cwd$/m],
    [['status', '--cwd'], /^✖ --cwd needs a value$/m],
    [['status', '--cwd='], /^✖ --cwd is empty$/m],
    [['status', '--json=maybe'], /^✖ --json takes no value, and has "maybe"$/m],
    [['status', 'x'], /^✖ "x" is one argument too many$/m],
    [['--cwd', '.', 'add', 'trigger', 'resize'], /^✖ Missing: <type>$/m],
    [['add', '--cwd', '.', 'trigger'], /^✖ Missing: <function> <type>$/m],
    [['--cwd', '.', 'ad', 'trigger'], /^✖ There is no command "ad"\n {2}Did you mean "add"/m],
    [['add', '--', 'trigger', 'resize'], /^✖ Missing: <type>$/m],
    [['add', 'trigger', '', 'sqs'], /^✖ An argument is empty$/m],
    [['add', 'trigger', 'resize', 'sqs', '--queue', '--diff'], /^✖ --queue needs a value$/m],
    [['add', 'trigger', 'resize', 'sqs', '--stack', ''], /^✖ --stack is empty$/m],
    [['add', 'trigger', 'resize', 'sqs', '-x'], /^✖ There is no flag -x$/m],
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

it('a folder that has been removed is named, with no stack', async () => {
  const cwd = temporaryFolder();
  const bin = join(packageRoot, 'bin');
  for (const command of ['lambda-gen', 'create-lambda-app']) {
    const script = `mkdir gone; cd gone; rmdir ../gone; exec "$0" "$1" --version`;
    const args = ['-c', script, process.execPath, join(bin, `${command}.js`)];
    const { exitCode, stderr } = await execa('sh', args, { cwd, reject: false });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /The current folder has been removed\n {2}Change to a folder that exists/,
    );
    expect(stderr).not.toMatch(/\n\s+at /);
  }
});

it.each(["'x'", '"x"', "'", '""', 'it`s', '007', '1e3'])(
  'a value keeps what it is: %s',
  async (description) => {
    const cwd = temporaryFolder({ 'template.yaml': TEMPLATE, 'src/resize.ts': HANDLER });
    const args = ['add', 'function', 'count', `--description=${description}`, '--json'];
    expect(await lambdaGen(args, { cwd })).toMatchObject({ exitCode: 0, stderr: '' });
    const { Resources } = parse(readFileSync(join(cwd, 'template.yaml'), 'utf8'));
    expect(Resources.Count.Properties.Description).toBe(description);
  },
);

describe('whatever is typed', () => {
  const words = `add remove status list trigger function pattern patterns triggers resize sqs schedule rest-api
    items -- - --cwd . --cwd=. --json --json=x --dry-run --queue --queue=q --no-queue --name x --template
    template.yaml --stack -p -y --yes --yes=no --description '' "x" --set a.b=c --iac sam cdk --region eu-west-1
    --source --no-install --install=false --a.b=1 --=x =x --__proto__ __proto__ constructor --no- -abc`;
  const word = fc.constantFrom(...words.split(/\s+/), '', ' ', '\n', '\0', '💥');

  const WHOLE = [
    ['add', 'trigger', 'resize', 'sqs'],
    ['add', 'trigger', 'resize', 'http'],
    ['add', 'function', 'count'],
    ['remove', 'function', 'count'],
    ['status'],
    ['list', 'triggers'],
    ['app', '-p', 'rest-api', '--iac', 'sam'],
  ];
  /** A whole command line with some words put into it, or words alone. */
  const line = fc.oneof(
    fc.array(word, { maxLength: 7 }),
    fc
      .tuple(fc.constantFrom(...WHOLE), fc.array(fc.tuple(fc.nat(6), word), { maxLength: 3 }))
      .map(([whole, others]) => others.reduce((argv, [at, w]) => argv.toSpliced(at, 0, w), whole)),
  );

  /** Runs a command in this process, without a word of it printed; answers what it threw. */
  async function thrown(run: () => Promise<unknown>): Promise<unknown> {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      await run();
      return undefined;
    } catch (error) {
      return error;
    } finally {
      write.mockRestore();
    }
  }

  it.each([
    ['create-lambda-app', create],
    ['lambda-gen', generate],
  ] as const)('%s understands it, or explains what is wrong', async (_, run) => {
    const root = temporaryFolder({ 'template.yaml': TEMPLATE, 'src/resize.ts': HANDLER });
    const before = snapshot(root);
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue(root);
    try {
      await fc.assert(
        fc.asyncProperty(line, async (argv) => {
          const error = await thrown(() => run([...argv, '--dry-run']));
          if (error)
            expect(error, JSON.stringify(argv)).toMatchObject({
              kind: expect.stringMatching(/^(usage|refused)$/),
            });
        }),
        { ...cases(300), examples: [[['\0', '--name', 'app', '-p', 'rest-api', '--iac', 'sam']]] },
      );
    } finally {
      cwd.mockRestore();
    }
    expect(snapshot(root)).toEqual(before);
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

describe('flags without a value', () => {
  it('are all known where the command line is read before yargs reads it', () => {
    const folder = join(packageRoot, 'src/cli');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const texts = files
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(folder, path), 'utf8'));
    const names = texts.flatMap((text) =>
      [...text.matchAll(/'?([\w-]+)'?: \{\s*(?:alias: '\w+',\s*)?type: 'boolean'/g)].map(
        (m) => m[1]!,
      ),
    );
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !SWITCHES.has(name))).toEqual([]);
  });
});
