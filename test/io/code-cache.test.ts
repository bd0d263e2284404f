import {
  chmodSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandOf } from '../../src/io/code-cache/command.ts';
import { cacheFolder } from '../../src/io/code-cache/folder.ts';
import { prune } from '../../src/io/code-cache/prune.ts';
import { codeCacheIn } from '../../src/io/code-cache/stored.ts';
import { createLambdaApp, lambdaGen } from '../support/commands.ts';
import { temporaryFolder } from '../support/folders.ts';

const posix = it.skipIf(process.platform === 'win32');

const folderIn = (root: string) => cacheFolder('tool/1', { XDG_CACHE_HOME: root });

describe('the folder of the code cache', () => {
  posix('is made for this user alone', () => {
    const root = temporaryFolder();
    expect(folderIn(join(root, 'new'))).toBe(join(root, 'new/tool/1'));
    for (const folder of ['new', 'new/tool', 'new/tool/1'])
      expect(statSync(join(root, folder)).mode & 0o777).toBe(0o700);
  });

  posix.each(['', 'tool', 'tool/1'])('is not used where others can write to "%s"', (path) => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'tool/1'), { recursive: true });
    chmodSync(join(root, path), 0o777);
    expect(folderIn(root)).toBeUndefined();
  });

  posix('is not used where a link leads to a folder of others', () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'open/1'), { recursive: true });
    chmodSync(join(root, 'open'), 0o777);
    symlinkSync(join(root, 'open'), join(root, 'tool'));
    expect(folderIn(root)).toBeUndefined();
  });

  it('is none where a file is in the way', () => {
    const root = temporaryFolder({ tool: '' });
    expect(folderIn(root)).toBeUndefined();
  });
});

describe('what is stored of a file', () => {
  it('is read until the file is written again, be it with as many bytes', async () => {
    const root = temporaryFolder({ 'a.cjs': '1;' });
    const [cache, file] = [codeCacheIn(root, () => 'add'), join(root, 'a.cjs')];
    cache.write(file, Buffer.from('code'));
    expect(cache.read(file)?.toString()).toBe('code');
    writeFileSync(file, '2;');
    utimesSync(file, 1e9, 1e9);
    expect(cache.read(file)).toBeUndefined();
  });

  it('is nothing where it cannot be written', () => {
    const root = temporaryFolder({ 'a.cjs': '1;' });
    const cache = codeCacheIn(join(root, 'missing'), () => 'add');
    cache.write(join(root, 'a.cjs'), Buffer.from('code'));
    expect(cache.read(join(root, 'a.cjs'))).toBeUndefined();
  });
});

describe('what one command has run', () => {
  it('is not taken for what another runs', () => {
    const root = temporaryFolder({ 'a.cjs': '1;' });
    const file = join(root, 'a.cjs');
    codeCacheIn(root, () => 'add').write(file, Buffer.from('code'));
    expect(codeCacheIn(root, () => 'list').read(file)).toBeUndefined();
  });

  it.each([
    ['add-pattern', 'add pattern rest-api orders'],
    ['list-trigger', 'list triggers'],
    ['add', 'add trigger2'],
    ['status', 'status --json'],
    ['complete', '__complete add'],
    ['help', '--help'],
    ['help', 'add pattern -h'],
    ['version', '--version'],
    ['create-dry-run', 'my-app --dry-run'],
    ['create-sam', 'my-app -p rest-api --iac sam'],
    ['create-several-cdk', 'my-app -p rest-api -p workflow --iac cdk'],
    ['create-several', 'my-app --pattern=rest-api,workflow'],
    ['create', 'my-app -p rest-api'],
    ['create', '../../etc'],
    ['create', ''],
  ])('is called "%s" of "%s"', (name, line) => {
    expect(commandOf(line.split(' '))).toBe(name);
  });
});

describe('pruning', () => {
  it('keeps the versions that were written to last', () => {
    const root = temporaryFolder(Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`${n}/a`, ''])));
    for (const [n, age] of [5, 1, 4, 2, 3].entries())
      utimesSync(join(root, String(n + 1)), 1e9 - age, 1e9 - age);
    prune(root);
    expect(readdirSync(root)).toEqual(['2', '4', '5']);
  });

  it('leaves alone what cannot be read', () => {
    expect(() => prune(join(temporaryFolder(), 'missing'))).not.toThrow();
  });
});

describe('the commands', () => {
  const list = (root: string, env = {}) =>
    lambdaGen(['list', 'triggers'], { env: { XDG_CACHE_HOME: root, ...env } });
  const stored = (root: string) =>
    readdirSync(root, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());

  posix('keep what was compiled, and run as before with it, or with half of it', async () => {
    const root = temporaryFolder();
    const first = await list(root);
    expect(stored(root).length).toBeGreaterThan(0);
    expect(await list(root)).toEqual(first);
    for (const { parentPath, name } of stored(root)) truncateSync(join(parentPath, name), 100);
    expect(await list(root)).toEqual(first);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  });

  posix(
    'keep nothing of a run that failed: it has run little of what the next one runs',
    async () => {
      const root = temporaryFolder();
      const { exitCode } = await lambdaGen(['list', 'nothing'], { env: { XDG_CACHE_HOME: root } });
      expect(exitCode).toBe(2);
      expect(stored(root).filter(({ name }) => name.startsWith('commands.cjs'))).toEqual([]);
    },
  );

  posix('load the code that adds, removes and runs only for that', async () => {
    const root = temporaryFolder();
    const env = { XDG_CACHE_HOME: root };
    const names = () => stored(root).map(({ name }) => name.split('-')[0]);
    const cwd = temporaryFolder();
    expect((await list(root)).exitCode).toBe(0);
    expect((await createLambdaApp(['--help'], { env })).exitCode).toBe(0);
    expect((await createLambdaApp(['app', '--yes', '--dry-run'], { env, cwd })).exitCode).toBe(0);
    expect(names()).toContain('commands.cjs');
    expect(names()).not.toContain('more.cjs');
  });

  posix("keep nothing where Node's own switch says so, and where others can write", async () => {
    const root = temporaryFolder();
    expect((await list(root, { NODE_DISABLE_COMPILE_CACHE: '1' })).exitCode).toBe(0);
    chmodSync(root, 0o777);
    expect((await list(root)).exitCode).toBe(0);
    expect(stored(root)).toEqual([]);
  });
});
