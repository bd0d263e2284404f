import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type Surroundings, start } from './commands.ts';

export const ENTER = '\r';
export const ESCAPE = '\x1b';
export const CTRL_C = '\x03';
export const CTRL_D = '\x04';
export const CTRL_Z = '\x1a';
export const DOWN = '\x1b[B';

export type Step = readonly [question: RegExp, keys: string];

/** After so long, in milliseconds, an Esc is no part of another key. */
const KEY_PAUSE_MS = 300;

interface Around extends Pick<Surroundings, 'env' | 'pty'> {
  /** Columns and rows of the terminal. */
  readonly size?: readonly [columns: number, rows: number];
  /** Gets each question as it is answered, with all that has been written until then. */
  readonly onQuestion?: (question: RegExp, output: string) => void;
}

/** Types keys; Ctrl-Z stops the command, and it is continued as by `fg` before the keys behind it are typed. */
async function type(child: ReturnType<typeof start>, keys: string): Promise<void> {
  const [before = '', ...behind] = keys.split(CTRL_Z);
  child.stdin.write(before);
  for (const more of behind) {
    child.stdin.write(CTRL_Z);
    await sleep(KEY_PAUSE_MS);
    child.kill('SIGCONT');
    await sleep(KEY_PAUSE_MS);
    child.stdin.write(more);
  }
}

/** Drives a command at a terminal: waits for each question, then types. */
export async function drive(
  command: Parameters<typeof start>[0],
  args: readonly string[],
  cwd: string,
  steps: readonly Step[],
  around: Around = {},
) {
  const { size, pty, onQuestion } = around;
  const sized = size && { TEST_COLUMNS: String(size[0]), TEST_ROWS: String(size[1]) };
  const env = { ...around.env, ...sized };
  const child = start(command, args, { env, cwd, ...(pty ? { pty } : { preload: ['terminal'] }) });
  let all = '';
  let shown = '';
  let next = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk;
    all += chunk;
    const step = steps[next];
    if (!step?.[0].test(shown)) return;
    shown = '';
    next++;
    onQuestion?.(step[0], all);
    const typed = type(child, step[1]);
    // A terminal that nobody reads lets a process end; a pipe has to be closed for that
    if (next === steps.length)
      void typed.then(() => sleep(KEY_PAUSE_MS)).then(() => child.stdin.end());
  });
  const { exitCode, stdout, stderr } = await child;
  expect(next, stdout + stderr).toBe(steps.length);
  return { exitCode, stdout, stderr };
}
