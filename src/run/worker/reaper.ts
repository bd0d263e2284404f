import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';

/**
 * Reads process ids from its input; when that closes, be it that the process which wrote them was killed, it ends
 * the groups of those that are left and removes the files of the run. It ignores what a closed terminal sends.
 */
const SCRIPT = `trap '' HUP INT TERM
pids=' '
while read -r op pid; do
  case $op in
    +) pids="$pids$pid " ;;
    -) pids="\${pids%% $pid *} \${pids#* $pid }" ;;
  esac
done
for pid in $pids; do kill -9 "-$pid" 2>/dev/null; done
rm -rf -- "$@"`;

/** Ends what is left of a run, even if the run itself was killed. */
export class Reaper {
  readonly child: ChildProcess | undefined;
  readonly #files: readonly string[];

  /** `files` are what the run leaves on disk. */
  constructor(files: readonly string[]) {
    this.#files = files;
    // Without a shell, the processes end by themselves when their channel closes
    if (process.platform === 'win32') return;
    this.child = spawn('/bin/sh', ['-c', SCRIPT, 'sh', ...files], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
    });
    this.child.on('error', () => {});
    this.child.stdin!.on('error', () => {});
    this.child.unref();
  }

  #write = (op: '+' | '-', pid: number | undefined) => {
    if (pid !== undefined) this.child?.stdin?.write(`${op} ${pid}\n`);
  };

  watch = (pid: number | undefined) => this.#write('+', pid);
  forget = (pid: number | undefined) => this.#write('-', pid);

  /** Ends the reaper, which does its work; without one, or where it has been ended before, what is left is removed here. */
  async close(): Promise<void> {
    const { child } = this;
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      child.ref();
      child.stdin!.end();
      await exit;
    }
    if (child?.exitCode === 0) return;
    for (const file of this.#files) rmSync(file, { recursive: true, force: true });
  }
}
