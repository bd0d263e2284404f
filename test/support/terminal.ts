import { execa } from 'execa';
import { expect, vi } from 'vitest';
import { type Surroundings, start } from './commands.ts';

export const ENTER = '\r';
export const ESCAPE = '\x1b';
export const CTRL_C = '\x03';
export const CTRL_D = '\x04';
export const CTRL_Z = '\x1a';
export const DOWN = '\x1b[B';
/** Nothing more can be typed. */
export const END = '';

export type Step = readonly [question: RegExp, keys: string];

/** What the preloaded terminal writes when the command goes on. */
const CONTINUED = '\x1b]continued\x07';

type Command = ReturnType<typeof start>;

interface Around extends Pick<Surroundings, 'env' | 'pty'> {
  /** Columns and rows of the terminal. */
  readonly size?: readonly [columns: number, rows: number];
  /** Gets each question as it is answered, with all that has been written until then. */
  readonly onQuestion?: (question: RegExp, output: string) => void;
}

const written = (child: Command, text: string) =>
  new Promise<void>((resolve) =>
    child.stdout.on('data', (chunk: Buffer) => chunk.includes(text) && resolve()),
  );

async function isStopped({ pid }: Command): Promise<void> {
  const { stdout } = await execa('ps', ['-o', 'stat=', '-p', String(pid)]);
  expect(stdout).toMatch(/^T/);
}

/** Types keys; Ctrl-Z stops the command, and it is continued as by `fg` before the keys behind it are typed. */
async function type(child: Command, keys: string): Promise<void> {
  if (keys === END) return void child.stdin.end();
  const [before = '', ...behind] = keys.split(CTRL_Z);
  child.stdin.write(before);
  for (const more of behind) {
    child.stdin.write(CTRL_Z);
    await vi.waitFor(() => isStopped(child), 10_000);
    const isContinued = written(child, CONTINUED);
    child.kill('SIGCONT');
    await isContinued;
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
    void type(child, step[1]);
  });
  const { exitCode, stdout, stderr } = await child;
  expect(next, stdout + stderr).toBe(steps.length);
  return { exitCode, stdout, stderr };
}
