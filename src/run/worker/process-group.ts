import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../io/package-root.ts';

const BOOTSTRAP = join(packageRoot, 'dist/src/run/worker/bootstrap.js');

/** How long the output of a process that has ended may still come, in milliseconds: a child of it can hold it open. */
const OUTPUT_MS = 200;

/** Whether a process that is detached leads a group. */
export const hasGroups = process.platform !== 'win32';

export interface GroupOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Flags of Node.js. */
  readonly execArgv: readonly string[];
}

/** How a process ended: an error where it never began. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: Error;
}

/** Starts what runs a function, in a group of its own, which ends with all that the handler starts, and which no Ctrl-C reaches. */
export const startGroup = ({ cwd, env, execArgv }: GroupOptions): ChildProcess =>
  fork(BOOTSTRAP, {
    cwd,
    env,
    execArgv: [...execArgv],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: hasGroups,
  });

/** Ends the process, and what it has started. */
export function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(hasGroups ? -pid : pid, 'SIGKILL');
  } catch {
    // It is gone
  }
}

/** Resolves when the process is gone and its output has come; `onExit` is called at once. */
export const endOf = (child: ChildProcess, onExit: () => void): Promise<ProcessEnd> =>
  new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal });
    });
    child.once('exit', (code, signal) => {
      onExit();
      timer = setTimeout(() => resolve({ code, signal }), OUTPUT_MS);
    });
  });
