import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import {
  claim,
  forgetRunning,
  noteOf,
  noteRunning,
  runningDev,
} from '../../src/run/invoke/running.ts';
import { listen } from '../../src/run/project/addresses.ts';
import { temporaryFolder } from '../support/folders.ts';
import { plainTemplate, project } from './project.ts';
import { RunningDev } from './start-dev.ts';

const bin = join(packageRoot, 'bin/lambda-gen.js');

const own = { pid: process.pid, page: 'http://127.0.0.1:1/' };

describe('the note of a running dev', () => {
  let root = '';
  const noted = () => {
    root = temporaryFolder({ 'a.txt': '' });
    return root;
  };
  afterEach(() => forgetRunning(root));

  const note = (dev: object) => writeFileSync(noteOf(root), JSON.stringify(dev), { mode: 0o600 });

  it('is of one process, from its start on', async () => {
    await claim(noted(), undefined);
    noteRunning(root, own);
    expect(runningDev(root)).toEqual(own);
    forgetRunning(root);
    note({ pid: process.ppid });
    await expect(claim(root, undefined)).rejects.toThrow('dev is already running');
    rmSync(noteOf(root));
    await claim(root, undefined);
  });

  it('of a run whose process id another process has now is replaced', async () => {
    const server = createServer();
    const page = `http://127.0.0.1:${await listen(server, 0)}/`;
    noted();
    note({ pid: process.ppid, page });
    await expect(claim(root, undefined)).rejects.toThrow(`dev is already running: ${page}`);
    await new Promise((resolve) => server.close(resolve));
    await claim(root, undefined);
    expect(runningDev(root)).toEqual({ pid: process.pid });
    await claim(root, undefined);
  });

  it('of a run that is gone is replaced', async () => {
    writeFileSync(noteOf(noted()), '{"pid": 99999999}', { mode: 0o600 });
    await claim(root, undefined);
    expect(runningDev(root)?.pid).toBe(process.pid);
  });

  it.skipIf(!process.getuid)('that somebody else could have written is none', async () => {
    const file = noteOf(noted());
    writeFileSync(file, JSON.stringify(own), { mode: 0o600 });
    expect(runningDev(root)).toEqual(own);
    chmodSync(file, 0o666);
    expect(runningDev(root)).toBeUndefined();
    await expect(claim(root, undefined)).rejects.toThrow('is not private to this user');
    chmodSync(file, 0o600);
  });

  it.skipIf(process.getuid?.() !== 0)('of another user is none', async () => {
    const file = noteOf(noted());
    writeFileSync(file, JSON.stringify(own), { mode: 0o600 });
    chownSync(file, 12345, 12345);
    expect(runningDev(root)).toBeUndefined();
    await expect(claim(root, undefined)).rejects.toThrow('is not private to this user');
    chownSync(file, 0, 0);
  });

  it.skipIf(!process.getuid)('that is a link to another file is none', () => {
    const file = noteOf(noted());
    const target = join(root, 'target.json');
    writeFileSync(target, JSON.stringify(own), { mode: 0o600 });
    symlinkSync(target, file);
    onTestFinished(() => void execa('rm', [file]));
    expect(runningDev(root)).toBeUndefined();
  });
});

const echo = () =>
  project({
    'template.yaml': plainTemplate(['Echo']),
    'other.yaml': plainTemplate(['Echo']),
    'echo.js': 'exports.handler = async (event) => event;',
    'events/echo.valid.json': '{"n": 7}',
  });

const invoke = (cwd: string, ...args: readonly string[]) =>
  execa('node', [bin, 'invoke', 'Echo', '--json', ...args], { cwd, reject: false, input: '' });

describe('invoke', () => {
  it('runs by itself where nothing listens at the page of a dev', async () => {
    const cwd = echo();
    const server = createServer();
    const port = await listen(server, 0);
    await new Promise((resolve) => server.close(resolve));
    noteRunning(cwd, { pid: process.pid, page: `http://127.0.0.1:${port}/` });
    onTestFinished(() => forgetRunning(cwd));
    const { stdout, exitCode } = await invoke(cwd);
    expect([JSON.parse(stdout).result, exitCode]).toEqual([{ n: 7 }, 0]);
    const options = { cwd, reject: false, input: '{"n": 8}' } as const;
    const piped = await execa('node', [bin, 'invoke', 'Echo', '--json', '--event', '-'], options);
    expect([JSON.parse(piped.stdout).result, piped.exitCode]).toEqual([{ n: 8 }, 0]);
  });

  it('in dev takes a case before a folder of its name, and no other template or parameter', async () => {
    const cwd = echo();
    mkdirSync(join(cwd, 'valid'));
    const dev = await RunningDev.start(cwd);
    onTestFinished(async () => void (await dev.stop()));
    expect(JSON.parse((await invoke(cwd, '--event', 'valid')).stdout).result).toEqual({ n: 7 });
    expect(dev.invocations('Echo')).toHaveLength(1);
    const folder = await invoke(cwd, '--event', 'events');
    expect([folder.exitCode, folder.stderr]).toEqual([2, expect.stringContaining('is a folder')]);
    for (const flag of ['--parameter=Stage=x', '--template=other.yaml']) {
      const { exitCode, stderr } = await invoke(cwd, flag);
      expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/dev runs[\s\S]*stop process/)]);
    }
  });
});

it('of two devs that start together, one runs, and its note stays', async () => {
  const cwd = echo();
  const starts = await Promise.allSettled([RunningDev.start(cwd), RunningDev.start(cwd)]);
  const running = starts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  onTestFinished(async () => void (await Promise.all(running.map((dev) => dev.stop()))));
  expect(running).toHaveLength(1);
  expect(existsSync(noteOf(cwd))).toBe(true);
  expect(JSON.parse(readFileSync(noteOf(cwd), 'utf8')).page).toBe(running[0]!.ready.page);
});
