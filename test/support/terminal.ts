import { expect } from 'vitest';
import { type Surroundings, start } from './commands.ts';

export const ENTER = '\r';
export const ESCAPE = '\x1b';
export const CTRL_C = '\x03';
export const DOWN = '\x1b[B';

export type Step = readonly [question: RegExp, keys: string];

/** After so long, in milliseconds, an Esc is no part of another key. */
const KEY_PAUSE_MS = 300;

/** Drives a command at a terminal: waits for each question, then types. */
export async function drive(
  command: Parameters<typeof start>[0],
  args: readonly string[],
  cwd: string,
  steps: readonly Step[],
  around: Pick<Surroundings, 'env'> = {},
) {
  const child = start(command, args, { ...around, cwd, preload: ['terminal'] });
  let shown = '';
  let next = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk;
    const step = steps[next];
    if (!step?.[0].test(shown)) return;
    shown = '';
    next++;
    child.stdin.write(step[1]);
    // A terminal that nobody reads lets a process end; a pipe has to be closed for that
    if (next === steps.length) setTimeout(() => child.stdin.end(), KEY_PAUSE_MS);
  });
  const { exitCode, stdout, stderr } = await child;
  expect(next, stdout + stderr).toBe(steps.length);
  return { exitCode, stdout, stderr };
}
