import { describe, expect, it } from 'vitest';
import { invocation } from '../../src/cli/invocation.ts';
import { createLambdaApp, lambdaGen } from '../support/commands.ts';
import { FOREIGN } from '../support/extend-hosts.ts';
import { snapshot, temporaryFolder } from '../support/folders.ts';

it.each([
  [undefined, 'lambda-gen'],
  ['npm/11.19.1 node/v24.0.0 linux x64 workspaces/false', 'npx create-lambda-app'],
  ['pnpm/10.1.0 npm/? node/v24.0.0 linux x64', 'pnpm dlx create-lambda-app'],
  ['yarn/1.22.22 npm/? node/v24.0.0 linux x64', 'npx create-lambda-app'],
  ['yarn/4.6.0 npm/? node/v24.0.0 linux x64', 'yarn dlx create-lambda-app'],
  ['bun/1.2.0 npm/? node/v24.0.0 linux x64', 'bunx create-lambda-app'],
])('whoever says to be %s types %s', (agent, typed) => {
  expect(invocation(agent === undefined ? {} : { npm_config_user_agent: agent })).toBe(typed);
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
    const env = { npm_config_user_agent: 'pnpm/10.1.0 npm/? node/v24.0.0 linux x64' };
    const args = ['add', 'function', 'count'];
    const shown = await createLambdaApp(args, { cwd: host(), env });
    expect(shown.stdout).toMatch(
      /^ {2}pnpm dlx create-lambda-app add trigger \S+ <type> +# .*: pnpm dlx create-lambda-app list triggers$/m,
    );
    const json = await createLambdaApp([...args, '--json'], { cwd: host(), env });
    expect(JSON.parse(json.stdout).nextSteps.join()).toContain(
      'pnpm dlx create-lambda-app add trigger',
    );
    const refused = await createLambdaApp(['app', '-p', 'function', '--iac', 'sam'], {
      cwd: host(),
      env,
    });
    expect(refused.stderr).toContain(
      'In a project: pnpm dlx create-lambda-app add function <name>',
    );
  });

  it('has a help under its own name', async () => {
    const { stdout } = await createLambdaApp(['add', '--help']);
    expect(stdout).toMatch(/^create-lambda-app add/m);
    expect(stdout).not.toContain('lambda-gen');
  });
});
