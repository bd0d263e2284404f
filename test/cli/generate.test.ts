import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IACS, type Iac } from '../../src/core/project.ts';
import { createLambdaApp, lambdaGen, QUIET, STARTED } from '../support/commands.ts';
import { snapshot, temporaryFolder, write } from '../support/folders.ts';

const originals = mkdtempSync(join(tmpdir(), 'create-lambda-app-'));
afterAll(() => rmSync(originals, { recursive: true }));

beforeAll(async () => {
  for (const iac of IACS)
    await createLambdaApp([iac, '--name', 'app', '-p', 'rest-api', '--iac', iac, ...QUIET], {
      cwd: originals,
    });
});

/** A project of its own for a test: a copy, for creating one takes longer. */
function project(iac: Iac): string {
  const root = join(temporaryFolder(), 'app');
  cpSync(join(originals, iac), root, { recursive: true });
  return root;
}

const add = (cwd: string, ...args: string[]) =>
  lambdaGen(['add', 'pattern', ...args, '--no-install'], { cwd });

const FORMS = [
  ['cdk', 'infra/stack.ts', "new Orders(this, 'Orders');"],
  ['sam', 'template.yaml', '\n  OrdersCreate:\n'],
] as const;

describe('lambda-gen add pattern', () => {
  it.each(FORMS)('adds to a project as %s what a dry run said', async (iac, path, gained) => {
    const root = project(iac);
    const before = snapshot(root)!;
    const dry = await add(root, 'rest-api', 'orders', '--auth', 'iam', '--json', '--dry-run');
    expect(snapshot(root)).toEqual(before);
    const wet = await add(root, 'rest-api', 'orders', '--auth', 'iam', '--json');
    const [planned, written] = [dry, wet].map(({ stdout }) => JSON.parse(stdout));
    expect({ ...planned, written: true, nextSteps: written.nextSteps }).toEqual(written);
    expect(written.nextSteps).toContainEqual(expect.stringContaining('npm run check'));
    const after = snapshot(root)!;
    const changed = Object.keys(after).filter(
      (file) => after[file] !== before[file] && after[file] !== '(folder)',
    );
    expect(planned.changes.map(({ path: name }: { path: string }) => name)).toEqual(changed.sort());
    expect(after[path]).toContain(gained);
    expect(before[path]).not.toContain(gained);
  });

  it('twice is no change and a notice, and exits 0', async () => {
    const root = project('cdk');
    const before = snapshot(root);
    const { exitCode, stdout } = await add(root, 'rest-api', 'items');
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: 'skip    items is already in the project (lambda-app.json)\n',
    });
    expect(snapshot(root)).toEqual(before);
  });

  it.each([
    [['rest-api'], 1, /"items".*already.*\n.*: .+ add pattern rest-api <name>/],
    [['rest-ap'], 2, /Did you mean "rest-api"/],
    [['rest-api', 'Bad_Name'], 2, /Try "bad-name"/],
    [['rest-api', 'orders', '--memory', '512'], 2, /--memory is no flag of this command/],
    [['rest-api', 'items', '--auth', 'none'], 1, /"items" is already in the project, as rest-api/],
    [['rest-api', 'orders', '--auth', 'imm'], 2, /--auth cannot be "imm"\n.*Did you mean "iam"/],
  ])('%j exits %i and changes nothing', async (args, code, says) => {
    const root = project('cdk');
    const before = snapshot(root);
    const { exitCode, stderr } = await add(root, ...args);
    expect(stderr).toMatch(says);
    expect(exitCode).toBe(code);
    expect(snapshot(root)).toEqual(before);
  });

  it.each([
    [
      'is damaged',
      (text: string) => text.slice(0, 50),
      /lambda-app\.json is damaged: .*\n.*version con/,
    ],
    [
      'is of a newer schema',
      (text: string) => text.replace('"schema": 2', '"schema": 9'),
      /npm inst/,
    ],
    ['has a hostile path', (text: string) => text.replace('.gitignore', '../../x'), /not a path/],
  ])('in a project whose manifest %s exits 1 and changes nothing', async (_, spoil, says) => {
    const root = project('cdk');
    write(root, { 'lambda-app.json': spoil(readFileSync(join(root, 'lambda-app.json'), 'utf8')) });
    const before = snapshot(root);
    const { exitCode, stderr } = await add(root, 'rest-api', 'orders');
    expect(stderr).toMatch(says);
    expect(exitCode).toBe(1);
    expect(snapshot(root)).toEqual(before);
  });

  it.each([
    [
      'cdk',
      'infra/stack.ts',
      'export const none = 1;\n',
      /no class in it extends Stack/,
      /new Orders/,
    ],
    [
      'sam',
      'template.yaml',
      'Resources: {A: {Type: T}}\n',
      /flow style \(template\.yaml:1\)/,
      /Orders/,
    ],
  ] as const)(
    'that cannot edit a %s project’s %s says where, and what to paste',
    async (iac, path, text, says, paste) => {
      const root = project(iac);
      write(root, { [path]: text });
      const before = snapshot(root);
      const { exitCode, stderr } = await add(root, 'rest-api', 'orders');
      expect(stderr).toMatch(says);
      expect(stderr).toMatch(/To add it by hand:/);
      expect(stderr).toMatch(paste);
      expect(exitCode).toBe(1);
      expect(snapshot(root)).toEqual(before);
    },
  );

  it('needs a project, and finds it with --cwd', async () => {
    const root = project('cdk');
    const elsewhere = temporaryFolder();
    expect(await add(elsewhere, 'rest-api', 'orders')).toMatchObject({ exitCode: 1 });
    expect(snapshot(elsewhere)).toEqual({});
    expect(await add(elsewhere, 'rest-api', 'orders', '--cwd', root)).toMatchObject({
      exitCode: 0,
    });
    expect(snapshot(root)).toHaveProperty(['src/orders']);
  });

  it('finds the project from a folder inside it', async () => {
    const root = project('cdk');
    expect(await add(join(root, 'src/items'), 'rest-api', 'orders')).toMatchObject({ exitCode: 0 });
    expect(snapshot(root)).toHaveProperty(['src/orders']);
  });

  it('says what it has done, and what comes next', async () => {
    const root = project('cdk');
    const dry = await add(root, 'rest-api', 'orders', '--dry-run');
    expect(dry.stdout).toMatch(/\nDry run: nothing was written\.\n$/);
    const { stdout } = await add(root, 'rest-api', 'orders');
    expect(stdout).toMatch(/\n✔ \d+ files created, \d files? updated\n\nNext:\n {2}npm run check/);
  });

  it('installs only when package.json has changed, with the project’s package manager', async () => {
    const root = project('cdk');
    const { stdout } = await lambdaGen(['add', 'pattern', 'rest-api', 'orders'], { cwd: root });
    expect(stdout).not.toContain('Install dependencies');
  });
});

const addFunction = (cwd: string, ...args: string[]) =>
  lambdaGen(['add', 'function', ...args, '--no-install'], { cwd });

describe('lambda-gen add function', () => {
  it.each([
    ['cdk', 'infra/resize.ts', 'memorySize: 1024,\n      timeout: Duration.seconds(60),'],
    ['sam', 'template.yaml', 'MemorySize: 1024\n      Timeout: 60\n'],
  ] as const)('adds to a project as %s what a dry run said', async (iac, path, gained) => {
    const root = project(iac);
    const before = snapshot(root)!;
    const args = [
      'resize',
      '--memory',
      '1024',
      '--timeout',
      '60',
      '--description',
      'Cuts',
      '--json',
    ];
    const dry = await addFunction(root, ...args, '--dry-run');
    expect(snapshot(root)).toEqual(before);
    const wet = await addFunction(root, ...args);
    const [planned, written] = [dry, wet].map(({ stdout }) => JSON.parse(stdout));
    expect({ ...planned, written: true, nextSteps: written.nextSteps }).toEqual(written);
    expect(written.nextSteps.at(-1)).toContain(`${STARTED} add trigger resize`);
    const after = snapshot(root)!;
    expect(after[path]).toContain(gained);
    expect(after[path]).toMatch(/escription: 'Cuts'/);
    expect(after['README.md']).toContain('1024 MB, 60 s');
    expect(JSON.parse(after['lambda-app.json']!).instances.at(-1)).toEqual({
      name: 'resize',
      pattern: 'function',
      options: { memory: '1024', timeout: '60', description: 'Cuts' },
    });
  });

  it('twice is no change and a notice, and exits 0', async () => {
    const root = project('sam');
    await addFunction(root, 'resize');
    const before = snapshot(root);
    const { exitCode, stdout } = await addFunction(root, 'resize');
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: 'skip    resize is already in the project (lambda-app.json)\n',
    });
    expect(snapshot(root)).toEqual(before);
  });

  it.each([
    [['Re_size'], 2, /Try "re-size"/],
    [['items'], 1, /"items" is already in the project, as rest-api/],
    [['resize', '--memory', '64'], 2, /--memory cannot be "64"\n.*from 128 to 10240/],
    [['resize', '--timeout', '901'], 2, /--timeout cannot be "901"\n.*from 1 to 900/],
    [['resize', '--memry', '512'], 2, /Did you mean "--memory"/],
    [[], 2, /./],
  ])('%j exits %i and changes nothing', async (args, code, says) => {
    const root = project('cdk');
    const before = snapshot(root);
    const { exitCode, stderr } = await addFunction(root, ...args);
    expect(stderr).toMatch(says);
    expect(exitCode).toBe(code);
    expect(snapshot(root)).toEqual(before);
  });

  it('needs a project', async () => {
    const root = temporaryFolder({ 'package.json': '{}' });
    const { exitCode, stderr } = await addFunction(root, 'resize');
    expect(stderr).toMatch(/ here\n.*--cwd/);
    expect(exitCode).toBe(1);
    expect(snapshot(root)).toEqual({ 'package.json': '{}' });
  });

  it('is on no list of patterns, and no pattern', async () => {
    const root = project('cdk');
    const { stdout } = await lambdaGen(['list', 'patterns', '--json'], { cwd: root });
    const ids = JSON.parse(stdout).map(({ id }: { id: string }) => id);
    expect(ids).toContain('rest-api');
    expect(ids).not.toContain('function');
    const says = /"function" is no pattern\n.* add function <name>/;
    const added = await add(root, 'function', 'resize');
    expect(added).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(says) });
    const args = ['app', '-p', 'function', '--iac', 'sam', ...QUIET];
    const created = await createLambdaApp(args, { cwd: temporaryFolder() });
    expect(created).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(says) });
    const unknown = await add(root, 'functio');
    expect(unknown.stderr).toMatch(/no pattern "functio"\n {2}Known: (?!.*function)/);
  });
});

describe('lambda-gen add trigger', () => {
  it.each([
    [['items/create', 'sqs', '--batch-size', '007'], 2, /--batch-size cannot be "007"/],
    [['items/create', 'schedule', '--schedule', 'rate(1 hours)'], 2, /Write rate\(1 hour\)/],
    [
      ['items/create', 'schedule', '--schedule', 'at(2020-01-31T12:00:00)'],
      2,
      /^✖ --schedule cannot be .*\n.*would never run: its time has passed/,
    ],
  ])('%j exits %i and changes nothing', async (args, code, says) => {
    const root = project('sam');
    const before = snapshot(root);
    const command = ['add', 'trigger', ...args, '--no-install'];
    const { exitCode, stderr } = await lambdaGen(command, { cwd: root });
    expect(stderr).toMatch(says);
    expect(exitCode).toBe(code);
    expect(snapshot(root)).toEqual(before);
  });
});

describe('lambda-gen remove', () => {
  it.each([
    [
      ['function', 'items'],
      /"items" is a pattern, not a function\n {2}If that is meant: .+ remove pattern items/,
    ],
    [
      ['pattern', 'audit'],
      /"audit" is a function, not a pattern\n {2}If that is meant: .+ remove function audit/,
    ],
  ])('%j exits 2, names the command that is meant, and changes nothing', async (args, says) => {
    const root = project('sam');
    await addFunction(root, 'audit');
    const before = snapshot(root);
    const { exitCode, stderr } = await lambdaGen(['remove', ...args, '--no-install'], {
      cwd: root,
    });
    expect(stderr).toMatch(says);
    expect(exitCode).toBe(2);
    expect(snapshot(root)).toEqual(before);
  });

  it.each([
    ['pattern', 'itmes', /no pattern "itmes".*\n.*Did you mean "items"\?/],
    ['function', 'adit-fn', /no function "adit-fn".*\n.*Did you mean "audit"\?/],
    ['trigger', 'adit', 'sqs', /no trigger "adit sqs".*\n.*Did you mean "audit sqs"\?/],
    ['trigger', 'audit', 'sqz', /no trigger "audit sqz".*\n.*Did you mean "audit sqs"\?/],
  ])('%s %s … exits 1, names the nearest, and changes nothing', async (...words) => {
    const says = words.pop() as RegExp;
    const root = project('sam');
    await addFunction(root, 'audit');
    await lambdaGen(['add', 'trigger', 'audit', 'sqs', '--no-install'], { cwd: root });
    const before = snapshot(root);
    const args = ['remove', ...(words as string[]), '--no-install'];
    const { exitCode, stderr } = await lambdaGen(args, { cwd: root });
    expect(stderr).toMatch(says);
    expect(exitCode).toBe(1);
    expect(snapshot(root)).toEqual(before);
  });
});
