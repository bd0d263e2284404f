import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../../src/cli/generate/project-root.ts';
import { EMPTY, formatManifest } from '../../src/core/manifest.ts';
import { lambdaGen } from '../support/commands.ts';
import { FOREIGN } from '../support/extend-hosts.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';

const TEMPLATE = 'Resources: {A: {Type: AWS::Serverless::Function}}\n';

/** The root of the project that a folder is in, from that of all these files. */
function rootOf(folder: string, ...paths: readonly string[]): string {
  const files = paths.map((path) => [path, /\.(ya?ml|template)$/.test(path) ? TEMPLATE : '{}']);
  const top = temporaryFolder({ ...Object.fromEntries(files), [`${folder}/x`]: '' });
  return projectRoot({ cwd: join(top, folder) }).dir.slice(top.length + 1);
}

afterEach(() => vi.unstubAllEnvs());

describe('the project that a folder is in', () => {
  it.each([
    ['has a cdk.json', 'app/cdk.json'],
    ['has a template', 'app/template.yaml'],
    ['has a template of another name', 'app/serverless.template'],
    ['has a manifest', 'app/lambda-app.json'],
  ])('%s', (_, file) => {
    expect(rootOf('app/lib/deep', file)).toBe('app');
    expect(rootOf('app', file)).toBe('app');
  });

  it('is the nearest, but for one that was extended', () => {
    expect(rootOf('a/b/c', 'a/cdk.json', 'a/b/template.yaml')).toBe('a/b');
    expect(rootOf('a/b/c', 'a/lambda-app.json', 'a/b/template.yaml')).toBe('a');
    expect(rootOf('a/b/c', 'a/lambda-app.json', 'a/b/lambda-app.json')).toBe('a/b');
  });

  it('is the one with the record of what was added, however many are beside it', () => {
    const apps = { 'a/template.yaml': TEMPLATE, 'b/template.yaml': TEMPLATE, '.git/config': '' };
    const cwd = temporaryFolder({ ...apps, 'lambda-app.json': formatManifest(EMPTY) });
    expect(() => projectRoot({ cwd })).toThrow('Which project is meant?');
    expect(projectRoot({ cwd, isRecorded: true }).dir).toBe(cwd);
  });

  it('is named among twenty, and how many more there are', () => {
    const paths = Array.from({ length: 25 }, (_, n) => `apps/n${n}/cdk.json`);
    expect(() => rootOf('docs', ...paths, '.git/config')).toThrow(
      /There are 25 here:(\n +apps\/n\d+\/cdk\.json){20}\n +… and 5 more/,
    );
  });

  it('is the only one of a repository, extended or not', () => {
    const app = { 'app/cdk.json': '{}', 'app/lambda-app.json': formatManifest(EMPTY) };
    const rootWith = (more: Readonly<Record<string, string>>) => {
      const top = temporaryFolder({ ...app, ...more, '.git/config': '' });
      return projectRoot({ cwd: top }).dir.slice(top.length + 1);
    };
    expect(rootWith({})).toBe('app');
    expect(() => rootWith({ 'other/template.yaml': TEMPLATE })).toThrow('There are 2 here');
  });

  it('is not another repository’s', () => {
    for (const file of ['cdk.json', 'lambda-app.json', 'template.yaml'])
      expect(rootOf('a/b', file, 'a/.git/config')).toBe('a/b');
    expect(rootOf('a/b', 'a/cdk.json', 'a/.git/config')).toBe('a');
    // As in a worktree, where it is a file
    expect(rootOf('a/b', 'cdk.json', 'a/.git')).toBe('a/b');
  });

  it('is not what lies about in the home folder', () => {
    const home = temporaryFolder({ 'cdk.json': '{}', 'a/b/x': '' });
    vi.stubEnv('HOME', home);
    vi.stubEnv('USERPROFILE', home);
    expect(projectRoot({ cwd: join(home, 'a/b') }).dir).toBe(join(home, 'a/b'));
    expect(projectRoot({ cwd: home }).dir).toBe(home);
  });

  it('is the folder itself where there is none in it or around it', () => {
    expect(rootOf('a', 'c/template.yaml', 'package.json', 'compose.yaml.txt')).toBe('a');
  });

  it('is the only one of the repository', () => {
    expect(rootOf('src', '.git/HEAD', 'deploy/template.yaml')).toBe('deploy');
    expect(rootOf('src', '.git/HEAD', 'infra/cdk.json', 'infra/nested/template.yaml')).toBe(
      'infra',
    );
    expect(rootOf('src', '.git/HEAD', 'app/template.yaml', 'test/template.yaml')).toBe('app');
    // Without a repository, what is beside the folder is not its own
    expect(rootOf('src', 'deploy/template.yaml')).toBe('src');
    expect(rootOf('a', 'a/b/cdk.json')).toBe('a/b');
  });

  it('is asked for where the repository has several', () => {
    expect(() => rootOf('src', '.git/HEAD', 'a/template.yaml', 'b/cdk.json')).toThrow(
      expect.objectContaining({
        kind: 'usage',
        message: expect.stringMatching(
          /Which project is meant\?.*\n +b\/cdk.json\n +a\/template.yaml/,
        ),
        hint: expect.stringMatching(/--cwd .*--template /),
      }),
    );
  });

  it('is found where a file cannot be read', () => {
    const top = temporaryFolder({ 'cdk.json': '{}', 'lib/x': '', 'dir.yaml/x': '' });
    writeFileSync(join(top, 'latin.yaml'), Buffer.from([0x67, 0x72, 0xfc, 0x6e]));
    expect(projectRoot({ cwd: join(top, 'lib') }).dir).toBe(top);
  });
});

it('a trigger is added from any folder of a CDK app that somebody else wrote', async () => {
  const root = temporaryFolder(Object.fromEntries(FOREIGN.cdk.files));
  const args = ['add', 'trigger', 'resize', 'sqs', '--no-install'];
  expect(await lambdaGen(args, { cwd: join(root, 'lib') })).toMatchObject({ exitCode: 0 });
  expect(snapshot(root)).toHaveProperty(['lambda/sqs-event.ts']);
  const { stdout } = await lambdaGen(['status'], { cwd: join(root, 'lambda') });
  expect(stdout).toContain('Triggers\n');
});

it.each([
  ['a template, with a CDK app below it', 'sam', 'cdk', 'template.yaml'],
  ['a CDK app, with a template below it', 'cdk', 'sam', 'lib/app-stack.ts'],
] as const)('a trigger is added to %s', async (_, outer, inner, changed) => {
  const below = [...FOREIGN[inner].files].map(([path, text]) => [`below/${path}`, text] as const);
  const root = temporaryFolder(Object.fromEntries([...FOREIGN[outer].files, ...below]));
  const { stdout } = await lambdaGen([
    ...['add', 'trigger', 'resize', 'sqs', '--cwd', root],
    ...['--json', '--dry-run'],
  ]);
  const { changes } = JSON.parse(stdout);
  expect(changes.map(({ path }: { path: string }) => path)).toContain(changed);
});

it('a folder that is not there is in no project', async () => {
  const root = temporaryFolder(Object.fromEntries(FOREIGN.cdk.files));
  const args = ['add', 'trigger', 'resize', 'sqs', '--cwd', join(root, 'lbi')];
  const { exitCode, stderr } = await lambdaGen(args);
  expect(stderr).toMatch(/^✖ There is no folder .*lbi\n/);
  expect(exitCode).toBe(2);
});

describe('an app that only scripts name', () => {
  const scripts = (...all: readonly string[]) =>
    JSON.stringify({ scripts: Object.fromEntries(all.map((each, n) => [`s${n}`, each])) });
  const SYNTH = "cdk synth --quiet --app 'npx ts-node bin/app.ts'";

  /** The root that is found from a folder, seen from the top. */
  const rootWith = (folder: string, files: Readonly<Record<string, string>>) => {
    const top = temporaryFolder({ ...files, [`${folder || '.'}/x`]: '', '.git/config': '' });
    const { dir, scope } = projectRoot({ cwd: join(top, folder) });
    return `${dir.slice(top.length + 1)}|${scope}`;
  };

  it.each([
    SYNTH,
    'cdk deploy -a "npx tsx bin/app.ts" --all',
    'tsc && npx cdk diff --app=bin/app.js',
    'cross-env STAGE=dev cdk deploy --profile x -a "node --import tsx bin/app.mts" | tee log',
  ])('is found: %s', (script) => {
    const app = { 'infra/package.json': scripts(script, 'jest') };
    expect(rootWith('', app)).toBe('infra|');
    expect(rootWith('infra/lib', app)).toBe('infra|');
    expect(rootWith('docs', { ...app, 'package.json': '{ "workspaces": ["infra"] }' })).toBe(
      'infra|',
    );
  });

  it.each([
    'cdk deploy --app cdk.out',
    'cdk synth',
    'jest --app x.ts',
    'cdk --version && node -a "b c.ts"',
    'tsx bin/app.ts',
  ])('is none: %s', (script) => {
    expect(rootWith('', { 'infra/package.json': scripts(script) })).toBe('|');
  });

  it('has the code that it names outside of its folder, as any app', () => {
    const app = {
      'infra/package.json': scripts(SYNTH),
      'infra/bin/app.ts': "import 'aws-cdk-lib';\nCode.fromAsset('../src');\n",
      'src/worker.ts': '',
      'package.json': '{}',
    };
    expect(rootWith('infra', app)).toBe('|infra/');
  });

  it('is that of a cdk.json beside it which names none', () => {
    const app = { 'infra/package.json': scripts(SYNTH), 'infra/cdk.json': '{"context": {}}' };
    expect(rootWith('', app)).toBe('infra|');
  });

  it('is the same by several scripts, and none is chosen from several', () => {
    const same = scripts(SYNTH, 'cdk deploy --app "ts-node bin/app.ts"');
    expect(rootWith('', { 'infra/package.json': same })).toBe('infra|');
    const other = scripts(SYNTH, 'cdk deploy --app "npx ts-node bin/other.ts"');
    const configs: readonly Readonly<Record<string, string>>[] = [{}, { 'infra/cdk.json': '{}' }];
    for (const config of configs)
      expect(() => rootWith('infra', { 'infra/package.json': other, ...config })).toThrow(
        /The scripts of .*package\.json name 2:\n +npx ts-node bin\/app\.ts\n +npx ts-node bin\/other\.ts/,
      );
    const named = { 'infra/package.json': other, 'infra/cdk.json': '{"app": "node a.js"}' };
    expect(rootWith('infra', named)).toBe('infra|');
  });

  it('is one of several of a repository', () => {
    const apps = { 'a/package.json': scripts(SYNTH), 'b/cdk.json': '{}' };
    expect(() => rootWith('docs', apps)).toThrow(/There are 2 here:\n +a\/package\.json\n +b\/cdk/);
  });
});
