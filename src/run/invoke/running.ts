import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { refusal } from '../../core/errors.ts';

/** A `dev` that runs for a project. */
export interface RunningDev {
  readonly pid: number;
  /** Address of its page; undefined while it starts or ends. */
  readonly page?: string;
  /** As `--template` named it, relative to the project. */
  readonly template?: string | undefined;
}

/** A user of a container may have no name: no entry in its `passwd`. */
const user = () => process.getuid?.() ?? userInfo().username;

/** One file for each project and user, outside the project: only the same user reads it. */
export function noteOf(root: string): string {
  const hash = createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 16);
  return join(tmpdir(), `lambda-gen-${user()}-${hash}.json`);
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const ONLY_OWNER = { mode: 0o600, flag: 'wx' } as const;

/** Whether this user alone has written the file: anybody may write into the folder. */
function isOwn(file: string): boolean {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return false;
  return !process.getuid || (stat.uid === process.getuid() && (stat.mode & 0o077) === 0);
}

function isCreated(file: string, dev: RunningDev): boolean {
  try {
    writeFileSync(file, JSON.stringify(dev), ONLY_OWNER);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether anything listens at a page. A process that is stopped or busy still takes connections. */
const isListening = (page: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(page);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'ECONNREFUSED'));
  });

/**
 * Whether the process of a note is still that dev. After a restart of a container, another process may have its id, or
 * this one.
 */
const isStill = async ({ pid, page }: RunningDev): Promise<boolean> =>
  pid !== process.pid && (!page || (await isListening(page)));

/** Notes that this process starts dev for a project. Throws `refused` where another one runs, starts or ends. */
export async function claim(root: string, template: string | undefined): Promise<void> {
  const file = noteOf(root);
  const dev = { pid: process.pid, template };
  if (isCreated(file, dev)) return;
  const running = runningDev(root);
  if (running && (await isStill(running)))
    throw refusal(`dev is already running${running.page ? `: ${running.page}` : ''}`, {
      hint: `Stop process ${running.pid} first.`,
    });
  // A run that was killed with its reaper has left it
  if (isOwn(file)) rmSync(file, { force: true });
  if (!isCreated(file, dev))
    throw refusal(`${file} is not private to this user`, {
      hint: 'Remove it.',
    });
}

/** Notes the page of the dev that this process runs, or that it has none any more. */
export function noteRunning(root: string, dev: RunningDev): void {
  const file = noteOf(root);
  const next = `${file}.${dev.pid}`;
  rmSync(next, { force: true });
  writeFileSync(next, JSON.stringify(dev), ONLY_OWNER);
  renameSync(next, file);
}

/** Removes the note of this process; that of another one stays. */
export function forgetRunning(root: string): void {
  if (runningDev(root)?.pid === process.pid) rmSync(noteOf(root), { force: true });
}

/** The `dev` that runs for a project, if one does. */
export function runningDev(root: string): RunningDev | undefined {
  const file = noteOf(root);
  if (!isOwn(file)) return undefined;
  try {
    const dev = JSON.parse(readFileSync(file, 'utf8')) as RunningDev;
    return isAlive(dev.pid) ? dev : undefined;
  } catch {
    return undefined;
  }
}
