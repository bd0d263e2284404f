import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { snapshot, temporaryFolder } from '../support/folders.ts';
import { created } from '../support/projects.ts';

const AUTHOR = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example.com'];

it('a clone by Git for Windows has the ends of lines that the formatter asks for', async () => {
  const app = await created('--iac', 'sam');
  const clone = join(temporaryFolder(), 'clone');
  const git = (...args: string[]) => {
    const { status, stderr } = spawnSync('git', args, { cwd: app, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  };

  git('init', '--quiet');
  git('add', '.');
  git(...AUTHOR, 'commit', '--quiet', '--message', 'All');
  git('-c', 'core.autocrlf=true', 'clone', '--quiet', app, clone);

  const files = Object.entries(snapshot(clone) ?? {}).filter(([path]) => !path.startsWith('.git/'));
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter(([, text]) => text.includes('\r\n')).map(([path]) => path)).toEqual([]);
});
