import { execa } from 'execa';
import { installCommand } from '../../core/commands.ts';
import type { Project } from '../../core/project.ts';
import { registryFor, unreachable } from './registry.ts';

/** A step after the commit; the project is complete whether it succeeds or not. */
export interface Task {
  readonly title: string;
  /** What the user runs when it failed, or was not asked for. */
  readonly command: string;
  /** Resolves to why there was nothing to do. Ends early, and throws, when the signal is aborted. */
  run(signal: AbortSignal): Promise<string | undefined>;
}

const inFolder = (cwd: string, cancelSignal: AbortSignal) => ({
  cwd,
  cancelSignal,
  stdin: 'ignore' as const,
});

/** Package managers retry an unreachable registry for up to ten minutes; one early retry is enough. */
const RETRIES = {
  npm_config_fetch_retries: '1',
  npm_config_fetch_retry_mintimeout: '1000',
  npm_config_fetch_retry_maxtimeout: '2000',
  YARN_HTTP_RETRY: '1',
};

/** Installs the dependencies with the project's package manager. An unreachable registry ends it in seconds. */
export const installTask = (cwd: string, { packageManager }: Project): Task => ({
  title: 'Install dependencies',
  command: installCommand(packageManager),
  async run(signal) {
    const registry = registryFor(cwd);
    const problem = registry && (await unreachable(registry, signal));
    if (problem) throw new Error(problem);
    const around = { ...inFolder(cwd, signal), env: { ...RETRIES, ...process.env } };
    await execa(packageManager, ['install'], around);
    return undefined;
  },
});

/** Git's message about this is only the last line of what it prints. */
const NOBODY =
  'Git needs your name and address: git config --global user.email you@example.com, and user.name';

/** A repository with one commit, unless the folder is in one already. */
export const gitTask = (cwd: string): Task => ({
  title: 'Initialise git',
  command: 'git init -b main && git add . && git commit -m "Initial commit"',
  async run(signal) {
    const around = inFolder(cwd, signal);
    const asked = { ...around, reject: false };
    const inside = await execa('git', ['rev-parse', '--show-toplevel'], asked);
    if (inside.exitCode === 0) return `the folder is in the repository ${inside.stdout}`;
    await execa('git', ['init'], around);
    // The branch that the workflows deploy; Git before 2.28 has no option for it
    await execa('git', ['symbolic-ref', 'HEAD', 'refs/heads/main'], around);
    await execa('git', ['add', '.'], around);
    const identity = await execa('git', ['var', 'GIT_COMMITTER_IDENT'], asked);
    if (identity.exitCode !== 0) throw new Error(NOBODY);
    await execa('git', ['commit', '-m', 'Initial commit'], around);
    return undefined;
  },
});
