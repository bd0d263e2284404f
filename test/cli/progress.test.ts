import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { printProgress } from '../../src/cli/progress.ts';
import { screenOf } from '../support/screen.ts';

const TASK = { title: 'Install dependencies', command: 'npm install', run: async () => undefined };
const DONE = { ...TASK, status: 'done' as const };

const output: string[] = [];
const isTTY = process.stdout.isTTY;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  output.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => output.push(String(text)) > 0);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.stdout.isTTY = isTTY;
});

const shown = async () => (await screenOf(output.join(''), 60, 3)).filter(Boolean);

it('at a terminal, one line shows what runs and for how long', async () => {
  process.stdout.isTTY = true;
  vi.stubEnv('TERM', 'xterm');
  printProgress.onStart(TASK);
  vi.advanceTimersByTime(12_000);
  expect(await shown()).toEqual(['  Install dependencies: npm install … 12 s']);
  printProgress.onDone(DONE);
  expect(await shown()).toEqual(['✔ Install dependencies (12 s)']);
  expect(vi.getTimerCount()).toBe(0);
});

it('in plain mode, no line is written over', () => {
  process.stdout.isTTY = true;
  vi.stubEnv('TERM', 'dumb');
  printProgress.onStart(TASK);
  printProgress.onDone(DONE);
  const lines = ['  Install dependencies: npm install\n', '✔ Install dependencies (0 s)\n'];
  expect(output).toEqual(lines);
});

it('in a pipe, only the outcome is printed', () => {
  process.stdout.isTTY = false;
  printProgress.onStart(TASK);
  printProgress.onDone({ ...DONE, status: 'failed', reason: 'no network' });
  expect(output).toEqual([
    '! Install dependencies: no network\n  Left for you to run: npm install\n',
  ]);
});
