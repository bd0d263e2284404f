import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { endMark } from './protocol.ts';

/** The longest log that is kept of one invocation, in characters. */
const MOST_CHARACTERS = 1_000_000;

/** The output of a process: text before an invocation's mark belongs to that invocation. */
class Output {
  #text = '';
  /** Characters that were cut off at the beginning. */
  #cut = 0;
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
    const excess = this.#text.length - MOST_CHARACTERS;
    if (excess > 0 && !this.#waiting) {
      this.#text = this.#text.slice(excess);
      this.#cut += excess;
    }
    this.#check();
  }

  #check(): void {
    const at = this.#waiting ? this.#text.indexOf(this.#waiting.mark) : -1;
    if (!this.#waiting || (at < 0 && !this.#isClosed)) return;
    const { mark, done } = this.#waiting;
    const end = at < 0 ? this.#text.length : at;
    const text = this.#taken(end);
    this.#text = this.#text.slice(end + mark.length);
    this.#waiting = undefined;
    done(text);
  }

  /** Text from the beginning, with a line that says how much of it is not there. */
  #taken(end: number): string {
    const text = this.#text.slice(0, end);
    const cut = this.#cut;
    this.#cut = 0;
    return cut > 0 ? `(${cut} earlier characters of the output are not kept)\n${text}` : text;
  }

  /** Whether the text is in what was printed last. */
  has = (text: string) => this.#text.includes(text);

  until(mark: string): Promise<string> {
    return new Promise((done) => {
      this.#waiting = { mark, done };
      this.#check();
    });
  }

  /** All that there is, of a process that wrote no mark. */
  take(): string {
    const text = this.#taken(this.#text.length);
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

  has = (text: string) => this.#outputs.some((output) => output.has(text));

  rest = (): string[] => this.#outputs.flatMap((output) => lines(output.take()));
}
