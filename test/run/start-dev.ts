import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../src/io/package-root.ts';

const bin = join(packageRoot, 'bin/lambda-gen.js');
const POLL_MS = 100;

export interface Shown {
  readonly function: string;
  readonly id: string;
  readonly parent?: string;
  readonly chain: string;
  readonly trigger: string;
  readonly event: unknown;
  readonly result?: unknown;
  readonly error?: { readonly errorType: string; readonly errorMessage: string };
  readonly logs: readonly string[];
  readonly durationMs: number;
}

interface Ready {
  readonly page: string;
  readonly apis: Readonly<Record<string, string>>;
  readonly endpoints: Readonly<Record<string, string>>;
  readonly functions: readonly string[];
  readonly notEmulated: readonly string[];
  readonly notes: readonly string[];
}

const plain = (id: string) => id.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** `lambda-gen dev --json` in a project. Ids of CDK and SAM are the same but for their spelling. */
export class RunningDev {
  readonly child: ChildProcess;
  readonly lines: Shown[] = [];
  readonly ready: Ready;
  stderr = '';

  private constructor(child: ChildProcess, ready: Ready) {
    this.child = child;
    this.ready = ready;
  }

  static async start(
    cwd: string,
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunningDev> {
    const child = spawn('node', [bin, 'dev', '--port', '0', '--json', ...args], {
      cwd,
      stdio: 'pipe',
      env: { ...process.env, NO_COLOR: '1', ...env },
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const lines = createInterface({ input: child.stdout });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`dev ended with ${code}:\n${stderr}`);
    });
    const [first] = (await Promise.race([once(lines, 'line'), ended])) as [string];
    ended.catch(() => {});
    const dev = new RunningDev(child, JSON.parse(first));
    lines.on('line', (line) => dev.lines.push(JSON.parse(line)));
    child.stderr.on('data', () => {
      dev.stderr = stderr;
    });
    return dev;
  }

  /** The address of the API whose id is this, however it is written. */
  api(id: string): string {
    const found = Object.entries(this.ready.apis).find(([name]) => plain(name).endsWith(plain(id)));
    if (!found) throw new Error(`There is no API ${id} in ${Object.keys(this.ready.apis)}`);
    return found[1];
  }

  call = (
    api: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) =>
    fetch(this.api(api) + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

  // biome-ignore lint/suspicious/noExplicitAny: what the page answers differs by what it is asked
  async state(): Promise<any> {
    return (await fetch(`${this.ready.page}api/state`)).json();
  }

  /** The id of a resource as this form writes it. */
  async id(id: string): Promise<string> {
    const { queues, topics, tables, buckets, schedules, machines } = await this.state();
    const all = [queues, schedules]
      .flat()
      .map((each) => each.id)
      .concat(topics, tables, buckets, machines);
    const found = all.find((each) => plain(each).endsWith(plain(id)));
    if (!found) throw new Error(`There is no ${id} in ${all}`);
    return found;
  }

  // biome-ignore lint/suspicious/noExplicitAny: what the page answers differs by what it is asked
  async post(action: string, body: object): Promise<any> {
    const response = await fetch(`${this.ready.page}api/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  send = async (to: string, body: unknown, more: object = {}) =>
    this.post('send', { to: await this.id(to), body, ...more });

  // biome-ignore lint/suspicious/noExplicitAny: contents differ by what holds them
  async contents(id: string): Promise<any> {
    const own = id === 'mail' ? id : await this.id(id);
    return (await fetch(`${this.ready.page}api/contents?id=${encodeURIComponent(own)}`)).json();
  }

  invocations = (fn: string) =>
    this.lines.filter((each) => plain(each.function).endsWith(plain(fn)));

  /** Waits until something is there; throws what there is when that takes too long. */
  async until<T>(
    what: () => T | Promise<T>,
    isThere: (value: T) => boolean,
    seconds = 60,
  ): Promise<T> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const value = await what();
      if (isThere(value)) return value;
      if (Date.now() > end)
        throw new Error(
          `Not there after ${seconds} s: ${JSON.stringify(value)}\n${JSON.stringify(this.lines).slice(-3000)}\n${this.stderr}`,
        );
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** Stops it; resolves to its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const exit = once(this.child, 'exit');
    this.child.kill(signal);
    const [code] = await exit;
    return code as number | null;
  }
}
