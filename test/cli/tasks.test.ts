import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { satisfies } from 'semver';
import { describe, expect, it } from 'vitest';
import { createLambdaApp, pathWith } from '../support/commands.ts';
import { temporaryFolder } from '../support/folders.ts';
import { nobody, programs, somebody } from '../support/programs.ts';

const FLAGS = ['app', '--iac', 'cdk', '-p', 'rest-api', '--yes'];

const NPM = ['--package-manager', 'npm'];

/** The registry is asked directly. */
const NO_PROXY = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /proxy|npm_config/i.test(name))
    .map((name) => [name, '']),
);

async function create(env: Readonly<Record<string, string>>, ...args: string[]) {
  const cwd = temporaryFolder();
  const all = args.some((arg) => arg.startsWith('--package-manager')) ? args : [...NPM, ...args];
  const outcome = await createLambdaApp([...FLAGS, ...all], {
    cwd,
    env: { ...env },
  });
  return { ...outcome, root: join(cwd, 'app') };
}

const FAILING = 'echo noise >&2; echo "npm error network ENOTFOUND registry" >&2; exit 1';

describe('the project stands, whatever fails behind it', () => {
  it('an install that fails is told in its own words, with what is left to run', async () => {
    const PATH = pathWith(programs({ npm: FAILING }));
    const { exitCode, stdout, stderr, root } = await create({ PATH }, '--no-git');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('! Install dependencies: noise\nnpm error network ENOTFOUND registry');
    expect(stdout).toContain('Left for you to run: npm install');
    expect(existsSync(join(root, 'lambda-app.json'))).toBe(true);
  });

  it('the next steps begin with what was not done', async () => {
    const PATH = pathWith(programs({ npm: FAILING, git: 'exit 3' }));
    const { stdout } = await create({ PATH });
    expect(stdout).toMatch(
      /Next:\n {2}cd app\n {2}npm install +#.*\n {2}git init.*\n {2}npm run check/,
    );
    const json = await create({ PATH }, '--json');
    expect(JSON.parse(json.stdout).nextSteps.slice(0, 3)).toEqual([
      'cd app',
      expect.stringMatching(/^npm install/),
      expect.stringMatching(/^git init/),
    ]);
  });

  it('a registry that cannot be reached ends the install at once, with the reason', async () => {
    const env = { PATH: pathWith(programs({ npm: 'exec sleep 1000' })), HOME: temporaryFolder() };
    const { exitCode, stdout } = await create(
      { ...env, ...NO_PROXY, npm_config_offline: '', npm_config_registry: 'http://127.0.0.1:9/' },
      '--no-git',
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      '! Install dependencies: the registry http://127.0.0.1:9/ cannot be reached',
    );
  });

  it('Yarn from 2 on says why on standard output', async () => {
    const said =
      'echo "➤ YN0000: · Yarn 4.5.0"; echo "➤ YN0027: │ nope@npm:1 cannot be resolved"; echo "➤ YN0000: · Failed with errors"; exit 1';
    const PATH = pathWith(programs({ yarn: said }));
    const { stdout } = await create({ PATH }, '--no-git', '--package-manager=yarn');
    expect(stdout).toContain(
      '! Install dependencies: ➤ YN0027: │ nope@npm:1 cannot be resolved\n  Left',
    );
  });

  it('is told as JSON too', async () => {
    const PATH = pathWith(programs({ npm: FAILING }));
    const { stdout } = await create({ PATH }, '--no-git', '--json');
    expect(JSON.parse(stdout).tasks).toMatchObject([{ status: 'failed', command: 'npm install' }]);
  });

  it('neither a package manager nor git are needed', async () => {
    const { exitCode, stdout, root } = await create({ PATH: programs({}) });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Install dependencies: the program is not installed');
    expect(stdout).toContain('Initialise git: the program is not installed');
    expect(stdout).toContain('Left for you to run: git init -b main && git add .');
    expect(existsSync(join(root, 'lambda-app.json'))).toBe(true);
  });

  it('git without an identity says so, and how to go on', async () => {
    const { exitCode, stdout, root } = await create(nobody(temporaryFolder()), '--no-install');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/! Initialise git: [^✔]*(identity|email|name)/);
    expect(stdout).toContain('Left for you to run: git init -b main && git add . && git commit');
    expect(existsSync(join(root, 'lambda-app.json'))).toBe(true);
  });
});

describe('Ctrl-C during the install', () => {
  it('ends it, and says what is left to run', async () => {
    const PATH = pathWith(programs({ npm: 'kill -INT $PPID; exec sleep 1000' }));
    const { exitCode, stdout, stderr, root } = await create({ PATH });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 130,
      stderr: 'Interrupted. The files are written.\n',
    });
    expect(stdout).toContain(
      'Install dependencies: interrupted\n  Left for you to run: npm install',
    );
    expect(stdout).toContain('Left for you to run: git init -b main');
    expect(existsSync(join(root, 'lambda-app.json'))).toBe(true);
  }, 15_000);
});

describe('the tasks', () => {
  it('install with the project’s package manager, in its folder', async () => {
    const PATH = pathWith(programs({ npm: 'echo "$@" > installed; test -f lambda-app.json' }));
    const { stdout, root } = await create({ PATH }, '--no-git');
    expect(stdout).toContain('✔ Install dependencies');
    expect(existsSync(join(root, 'installed'))).toBe(true);
  });

  it('make a repository with one commit that holds everything', async () => {
    const env = somebody(temporaryFolder());
    const { stdout, root } = await create(env, '--no-install');
    expect(stdout).toContain('✔ Initialise git');
    const log = await execa('git', ['log', '--format=%s'], { cwd: root, env });
    const branch = await execa('git', ['branch', '--show-current'], { cwd: root, env });
    expect(branch.stdout, 'the branch that the workflows deploy').toBe('main');
    expect(log.stdout).toBe('Initial commit');
    const status = await execa('git', ['status', '--porcelain'], { cwd: root, env });
    expect(status.stdout).toBe('');
  });

  it('make one whose clones have the line ends that Biome wants, on Windows too', async () => {
    const env = somebody(temporaryFolder());
    const { root } = await create(env, '--no-install');
    const clone = temporaryFolder();
    await execa('git', ['clone', '--config', 'core.autocrlf=true', root, clone], { env });
    const ends = await execa('git', ['ls-files', '--eol'], { cwd: clone, env });
    expect(ends.stdout).toMatch(/ w\/lf .*package\.json$/m);
    expect(ends.stdout).not.toContain('w/crlf');
  });

  it('leave a repository alone that the folder is in', async () => {
    const env = somebody(temporaryFolder());
    const cwd = temporaryFolder();
    await execa('git', ['init'], { cwd, env });
    await createLambdaApp([...FLAGS, ...NPM, '--no-install'], { cwd, env });
    expect(existsSync(join(cwd, 'app/.git'))).toBe(false);
    const status = await execa('git', ['status', '--porcelain'], { cwd, env });
    expect(status.stdout).toBe('?? app/');
  });
});

it('warns of a Node that the project is too new for', async () => {
  const { stdout, root } = await create({}, '--no-install', '--no-git');
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const isOld = !satisfies(process.versions.node, engines.node);
  const needed = engines.node.replace('>=', '');
  expect(stdout.includes(`! The project needs Node.js ${needed} or later`)).toBe(isOld);
});
