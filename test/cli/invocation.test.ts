import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { invocation, ownScript } from '../../src/cli/invocation.ts';
import { originOf, packageRoot } from '../../src/io/package-root.ts';
import { createLambdaApp, lambdaGen, STARTED } from '../support/commands.ts';
import { FOREIGN } from '../support/extend-hosts.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';

const registry = { kind: 'registry' } as const;

it.each([
  [undefined, 'lambda-gen'],
  ['npm/11.19.1 node/v24.0.0 linux x64 workspaces/false', 'npx create-lambda-app'],
  ['pnpm/10.1.0 npm/? node/v24.0.0 linux x64', 'pnpm dlx create-lambda-app'],
  ['yarn/1.22.22 npm/? node/v24.0.0 linux x64', 'npx create-lambda-app'],
  ['yarn/4.6.0 npm/? node/v24.0.0 linux x64', 'yarn dlx create-lambda-app'],
  ['bun/1.2.0 npm/? node/v24.0.0 linux x64', 'bunx create-lambda-app'],
])('whoever says to be %s types %s', (agent, typed) => {
  const env = agent === undefined ? {} : { npm_config_user_agent: agent };
  expect(invocation(env, registry)).toBe(typed);
});

it.each([
  [undefined, 'lambda-gen'],
  ['npm/11.19.1 node/v24.0.0', 'npx lambda-gen'],
  ['pnpm/10.1.0 npm/?', 'pnpm exec lambda-gen'],
  ['yarn/1.22.22 npm/?', 'yarn lambda-gen'],
  ['bun/1.2.0 npm/?', 'bunx lambda-gen'],
])('whoever has started lambda-gen through %s does so again', (agent, typed) => {
  const env = agent === undefined ? {} : { npm_config_user_agent: agent };
  expect(invocation(env, registry, 'lambda-gen')).toBe(typed);
});

it.each([
  ['npm/11.19.1 node/v24.0.0', '/home/me/.npm/_npx/1a2b', 'npx create-lambda-app'],
  ['pnpm/10.1.0 npm/?', '/home/me/.cache/pnpm/dlx/1a2b', 'pnpm dlx create-lambda-app'],
  ['yarn/4.6.0 npm/?', '/tmp/xfs-1a2b/dlx-1', 'yarn dlx create-lambda-app'],
  ['bun/1.2.0 npm/?', '/tmp/bunx-0-lambda-gen', 'bunx create-lambda-app'],
])(
  'lambda-gen that %s runs without an installation is no package of its own',
  (agent, at, typed) => {
    const root = `${at}/node_modules/create-lambda-app`;
    expect(invocation({ npm_config_user_agent: agent }, registry, 'lambda-gen', root)).toBe(typed);
  },
);

describe('a package that is not from the registry is named by its path', () => {
  const installed = (resolved: string) => {
    const lock = { packages: { 'node_modules/create-lambda-app': { resolved } } };
    const folder = temporaryFolder({
      'own.tgz': '',
      'app/node_modules/.package-lock.json': JSON.stringify(lock),
      'app/node_modules/create-lambda-app/package.json': '{}',
    });
    return [folder, originOf(join(folder, 'app/node_modules/create-lambda-app'))] as const;
  };

  it('a tarball, as long as it is there', () => {
    const [folder, origin] = installed('file:../own.tgz');
    const path = join(folder, 'own.tgz');
    expect(origin).toEqual({ kind: 'tarball', path });
    expect(invocation({}, origin)).toBe(`npx --package ${path} create-lambda-app`);
    expect(ownScript('npm', 'dev', origin)).toBe(`npx --package ${path} create-lambda-app dev`);
    expect(installed('file:../gone.tgz')[1]).toEqual(registry);
    expect(installed('https://registry.example.com/x/-/x-1.0.0.tgz')[1]).toEqual(registry);
  });

  it('a checkout', () => {
    expect(originOf()).toEqual({ kind: 'checkout', path: packageRoot });
    expect(invocation({}, { kind: 'checkout', path: '/my code' })).toBe(
      'node "/my code/bin/create-lambda-app.js"',
    );
    expect(ownScript('pnpm', 'dev', registry)).toBe('pnpm run dev');
    expect(ownScript('pnpm', 'dev')).toBe(`${STARTED} dev`);
  });
});

describe('create-lambda-app', () => {
  const host = () => temporaryFolder(Object.fromEntries(FOREIGN.sam.files));

  it.each([
    [['add', 'trigger', 'resize', 'sqs', '--no-install']],
    [['add', 'function', 'count']],
    [['status']],
    [['list', 'triggers']],
    [['remove', 'function', 'none']],
    [['--json', 'add', 'trigger', 'none', 'sqs']],
  ])('%j does what lambda-gen does', async (args) => {
    const [one, other] = [host(), host()];
    expect(await createLambdaApp(args, { cwd: one })).toEqual(
      await lambdaGen(args, { cwd: other }),
    );
    expect(snapshot(one)).toEqual(snapshot(other));
  });

  it('names the next command as this user can paste it', async () => {
    const args = ['add', 'function', 'count'];
    const shown = await createLambdaApp(args, { cwd: host() });
    const [line] = shown.stdout.split('\n').filter((each) => each.includes('add trigger'));
    expect(line).toContain(`  ${STARTED} add trigger `);
    expect(line).toContain(`: ${STARTED} list triggers`);
    const json = await createLambdaApp([...args, '--json'], { cwd: host() });
    expect(JSON.parse(json.stdout).nextSteps.join()).toContain(`${STARTED} add trigger`);
    const refused = await createLambdaApp(['app', '-p', 'function', '--iac', 'sam'], {
      cwd: host(),
    });
    expect(refused.stderr).toContain(`In a project: ${STARTED} add function <name>`);
  });

  it('has a help under its own name', async () => {
    const { stdout } = await createLambdaApp(['add', '--help']);
    expect(stdout).toMatch(/^create-lambda-app add/m);
    expect(stdout).not.toContain('lambda-gen');
  });
});

it('create-lambda-app has every command of lambda-gen: none of these words is a folder', async () => {
  const { stdout } = await lambdaGen(['--help'], { cwd: packageRoot });
  const commands = [...stdout.matchAll(/^ {2}lambda-gen (\w+)/gm)].map(([, command]) => command!);
  expect(commands).toContain('cost');
  for (const command of commands) {
    const help = await createLambdaApp([command, '--help'], { cwd: packageRoot });
    expect(help.stdout.split('\n')[0]).toContain(`create-lambda-app ${command}`);
  }
});
