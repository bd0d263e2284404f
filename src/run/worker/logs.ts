import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { endMark } from './protocol.ts';

/** The longest log that is kept of one invocation, in characters. */
const MOST_CHARACTERS = 1_000_000;

/** The output of a process: text before an invocation's mark belongs to that invocation. */
class Output {
  #text = '';
  #isClosed = false;
  #waiting: { mark: string; done: (text: string) => void } | undefined;

  constructor(stream: Readable) {
    const decoder = new StringDecoder('utf8');
    stream.on('data', (chunk: Buffer) => this.#add(decoder.write(chunk)));
    // Nothing more comes, no mark either: a handler can close its output
    stream.once('close', () => {
      this.#isClosed = true;
      this.#check();
    });
  }

  #add(text: string): void {
    this.#text += text;
    if (this.#text.length > MOST_CHARACTERS && !this.#waiting)
      this.#text = this.#text.slice(-MOST_CHARACTERS);
    this.#check();
  }

  #check(): void {
    const at = this.#waiting ? this.#text.indexOf(this.#waiting.mark) : -1;
    if (!this.#waiting || (at < 0 && !this.#isClosed)) return;
    const { mark, done } = this.#waiting;
    const end = at < 0 ? this.#text.length : at;
    const text = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + mark.length);
    this.#waiting = undefined;
    done(text);
  }

  until(mark: string): Promise<string> {
    return new Promise((done) => {
      this.#waiting = { mark, done };
      this.#check();
    });
  }

  /** All that there is, of a process that wrote no mark. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    this.#waiting = undefined;
    return text;
  }
}

/** Text that an invocation printed, in lines. */
const lines = (text: string) => text.split('\n').filter((line) => line !== '');

/** The two outputs of a process; the lines of each are in order. */
export class Logs {
  readonly #outputs: readonly Output[];

  constructor(stdout: Readable, stderr: Readable) {
    this.#outputs = [new Output(stdout), new Output(stderr)];
  }

  async of(requestId: string): Promise<string[]> {
    const mark = endMark(requestId);
    const texts = await Promise.all(this.#outputs.map((output) => output.until(mark)));
    return texts.flatMap(lines);
  }

  rest = (): string[] => this.#outputs.flatMap((output) => lines(output.take()));
}
