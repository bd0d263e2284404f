import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** A `dev` that runs for a project. */
export interface RunningDev {
  readonly pid: number;
  readonly page: string;
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

export const noteRunning = (root: string, dev: RunningDev) =>
  writeFileSync(noteOf(root), JSON.stringify(dev), { mode: 0o600 });

/** Removes the note of this process; that of another one stays. */
export function forgetRunning(root: string): void {
  if (runningDev(root)?.pid === process.pid) rmSync(noteOf(root), { force: true });
}

/** The `dev` that runs for a project, if one does. */
export function runningDev(root: string): RunningDev | undefined {
  const file = noteOf(root);
  if (!existsSync(file)) return undefined;
  try {
    const dev = JSON.parse(readFileSync(file, 'utf8')) as RunningDev;
    return isAlive(dev.pid) ? dev : undefined;
  } catch {
    return undefined;
  }
}
