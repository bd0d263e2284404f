import { execa } from 'execa';
import type { Project } from '../core/project.ts';

/** A step after the commit; the project stands whether it succeeds or not. */
export interface Task {
  readonly title: string;
  /** What the user runs when it failed, or was not asked for. */
  readonly command: string;
  run(): Promise<void>;
}

const inFolder = (cwd: string) => ({ cwd, stdin: 'ignore' as const });

/** Installs the dependencies with the project's package manager. */
export const installTask = (cwd: string, { packageManager }: Project): Task => ({
  title: 'Install dependencies',
  command: `${packageManager} install`,
  run: async () => void (await execa(packageManager, ['install'], inFolder(cwd))),
});

/** A repository with one commit, unless the folder is in one already. */
export const gitTask = (cwd: string): Task => ({
  title: 'Initialise git',
  command: 'git init && git add . && git commit -m "Initial commit"',
  async run() {
    const inside = await execa('git', ['rev-parse', '--git-dir'], {
      ...inFolder(cwd),
      reject: false,
    });
    if (inside.exitCode === 0) return;
    await execa('git', ['init'], inFolder(cwd));
    await execa('git', ['add', '.'], inFolder(cwd));
    await execa('git', ['commit', '-m', 'Initial commit'], inFolder(cwd));
  },
});
