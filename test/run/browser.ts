import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Chromium, where it is installed; undefined elsewhere. */
export function chromium(): string | undefined {
  try {
    return execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: results differ by command
type Answer = any;

/** A page in headless Chromium, spoken to over its pipe. */
export class Browser {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #waiting = new Map<number, (message: Answer) => void>();
  #count = 0;
  #session: string | undefined;

  private constructor(program: string) {
    this.#folder = mkdtempSync(join(tmpdir(), 'lambda-gen-browser-'));
    const flags = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--remote-debugging-pipe',
      `--user-data-dir=${this.#folder}`,
    ];
    const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] as const;
    // In a group of its own, so that the processes it starts end with it
    this.#child = spawn(program, flags, { stdio: [...stdio], detached: true });
    let text = '';
    (this.#child.stdio[4] as Readable).on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const parts = text.split('\0');
      text = parts.pop()!;
      for (const part of parts) this.#receive(JSON.parse(part));
    });
  }

  static async open(
    program: string,
    url: string,
    width: number,
    height: number,
    scheme = 'light',
  ): Promise<Browser> {
    const browser = new Browser(program);
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    browser.#session = sessionId;
    await browser.send('Page.enable');
    await browser.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
    await browser.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: scheme }],
    });
    await browser.send('Page.navigate', { url });
    return browser;
  }

  #receive(message: Answer): void {
    this.#waiting.get(message.id)?.(message);
    this.#waiting.delete(message.id);
  }

  send(method: string, params: object = {}): Promise<Answer> {
    this.#count += 1;
    const id = this.#count;
    const message = { id, method, params, ...(this.#session && { sessionId: this.#session }) };
    (this.#child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(error.message)) : resolve(result),
      );
    });
  }

  /** The value of an expression in the page. */
  async value(expression: string): Promise<Answer> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async until(expression: string, seconds = 30): Promise<void> {
    const end = Date.now() + seconds * 1000;
    while (!(await this.value(expression))) {
      if (Date.now() > end) throw new Error(`Not so after ${seconds} s: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async press(key: string): Promise<void> {
    const code = { Enter: 13, Tab: 9 }[key];
    for (const type of ['keyDown', 'keyUp'])
      await this.send('Input.dispatchKeyEvent', {
        type,
        key,
        code: key,
        windowsVirtualKeyCode: code,
        ...(key === 'Enter' && { text: '\r' }),
      });
  }

  /** As PNG, or as WebP where the file is called so. */
  async screenshot(file: string): Promise<void> {
    const format = file.endsWith('.webp') ? { format: 'webp', quality: 80 } : { format: 'png' };
    const { data } = await this.send('Page.captureScreenshot', format);
    writeFileSync(file, Buffer.from(data, 'base64'));
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#child.once('exit', resolve));
    process.kill(-this.#child.pid!, 'SIGKILL');
    await closed;
    // Its processes may write for a moment yet
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
