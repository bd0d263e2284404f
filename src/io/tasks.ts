import { execa } from 'execa';
import type { Project } from '../core/project.ts';

/** A step after the commit; the project stands whether it succeeds or not. */
export interface Task {
  readonly title: string;
  /** What the user runs when it failed, or was not asked for. */
  readonly command: string;
  /** Ends early, and throws, when the signal is aborted. */
  run(signal: AbortSignal): Promise<void>;
}

const inFolder = (cwd: string, cancelSignal: AbortSignal) => ({
  cwd,
  cancelSignal,
  stdin: 'ignore' as const,
});

/** Installs the dependencies with the project's package manager. */
export const installTask = (cwd: string, { packageManager }: Project): Task => ({
  title: 'Install dependencies',
  command: `${packageManager} install`,
  run: async (signal) => void (await execa(packageManager, ['install'], inFolder(cwd, signal))),
});

/** A repository with one commit, unless the folder is in one already. */
export const gitTask = (cwd: string): Task => ({
  title: 'Initialise git',
  command: 'git init && git add . && git commit -m "Initial commit"',
  async run(signal) {
    const around = inFolder(cwd, signal);
    const inside = await execa('git', ['rev-parse', '--git-dir'], {
      ...around,
      reject: false,
    });
    if (inside.exitCode === 0) return;
    await execa('git', ['init'], around);
    await execa('git', ['add', '.'], around);
    await execa('git', ['commit', '-m', 'Initial commit'], around);
  },
});
