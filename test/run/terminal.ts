import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '../../src/io/package-root.ts';

const bin = join(packageRoot, 'bin/lambda-gen.js');
const WAIT_MS = 30_000;

/** `lambda-gen dev` as a person reads it. */
export class Terminal {
  readonly #child: ChildProcess;
  output = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
      });
  }

  static async start(cwd: string, args: readonly string[] = []): Promise<Terminal> {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
    const child = spawn('node', [bin, 'dev', '--port', '0', ...args], { cwd, stdio: 'pipe', env });
    const dev = new Terminal(child);
    await dev.shows(/Ctrl-C stops it/);
    return dev;
  }

  /** Waits for a text; throws what there is where it does not come. */
  async shows(text: RegExp): Promise<RegExpExecArray> {
    const end = Date.now() + WAIT_MS;
    for (;;) {
      const found = text.exec(this.output);
      if (found) return found;
      if (Date.now() > end || this.#child.exitCode !== null)
        throw new Error(`${text} is not in:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exit;
  }
}
