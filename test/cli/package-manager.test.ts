import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runningPackageManager, versionToPin } from '../../src/cli/create/package-manager.ts';
import { createLambdaApp, QUIET } from '../support/commands.ts';
import { temporaryFolder } from '../support/folders.ts';

const YARN = { npm_config_user_agent: 'yarn/4.5.0 npm/? node/v22.13.0 linux x64' };

describe('the package manager that runs this', () => {
  it.each([
    [YARN, 'yarn', '4.5.0'],
    [{ npm_config_user_agent: 'yarn/1.22.22 npm/? node/v22' }, 'yarn', undefined],
    [{ npm_config_user_agent: 'pnpm/10.2.0 npm/? node/v22' }, 'pnpm', undefined],
    [{ npm_config_user_agent: 'npm/10.8.2 node/v22' }, 'npm', undefined],
    [{ npm_config_user_agent: 'deno/2.0' }, 'npm', undefined],
    [{}, 'npm', undefined],
  ])('of %j is %s, and %s is pinned', (env, name, version) => {
    expect(runningPackageManager(env)).toBe(name);
    expect(versionToPin(runningPackageManager(env), env)).toBe(version);
  });

  it('is named in package.json where Corepack would run Yarn 1 otherwise', async () => {
    const cwd = temporaryFolder();
    const pinned = async (name: string, ...args: string[]) => {
      await createLambdaApp([name, ...args, ...QUIET], { cwd, env: YARN });
      return JSON.parse(readFileSync(join(cwd, name, 'package.json'), 'utf8')).packageManager;
    };
    expect(await pinned('one')).toBe('yarn@4.5.0');
    expect(await pinned('other', '--package-manager', 'npm')).toBeUndefined();
  });
});
