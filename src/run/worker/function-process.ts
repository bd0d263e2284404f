import type { ChildProcess } from 'node:child_process';
import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import { environmentOf, memoryFlags } from './environment.ts';
import {
  exitFailure,
  HEAP_IS_FULL,
  MOST_RESPONSE_BYTES,
  memoryFailure,
  sizeFailure,
  startFailure,
  stoppedFailure,
  timeoutFailure,
} from './failures.ts';
import { Logs } from './logs.ts';
import { limitMemory } from './memory-limit.ts';
import { endOf, killGroup, type ProcessEnd, startGroup } from './process-group.ts';
import type { FromProcess, InvocationContext, LambdaError, ToProcess } from './protocol.ts';
import type { Reaper } from './reaper.ts';

/** How long Lambda waits for the code of a function to load, in milliseconds. */
const INIT_MS = 10_000;

/** What an invocation came to. Times are in milliseconds. */
export interface Outcome {
  /** JSON; undefined for an error. */
  readonly result?: string;
  readonly error?: LambdaError;
  readonly timedOut: boolean;
  readonly logs: readonly string[];
  readonly durationMs: number;
}

/** The code of a function, ready to be loaded. */
export interface Loadable {
  readonly file: string;
  /** The export that is the handler, with a dot between the parts of its path. */
  readonly handler: string;
  readonly taskRoot: string;
}

export interface ProcessOptions {
  readonly fn: DeployedFunction;
  readonly code: Loadable;
  readonly endpoint: string;
  /** The variables that a function has here. */
  variablesOf(fn: DeployedFunction): DeployedFunction['environment'];
  readonly accessKeyId: string;
  readonly reaper: Reaper;
  /** Called with the error that ends a process between two invocations. */
  onError(fn: DeployedFunction, error: LambdaError): void;
}

type Ended = { result?: string; error?: LambdaError; timedOut?: boolean } | 'not begun';

interface Running {
  readonly requestId: string;
  readonly settle: (ended: Ended) => void;
}

/** Runtimes before Node.js 24 accept handlers with a callback. */
const hasCallbacks = (runtime: string) => Number(/^nodejs(\d+)/.exec(runtime)?.[1] ?? 24) < 24;

/** One instance of a function: runs one invocation at a time. */
export class FunctionProcess {
  readonly accessKeyId: string;
  readonly ready: Promise<LambdaError | undefined>;
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;
  #isEnding = false;
  #isEnded = false;
  readonly #child: ChildProcess;
  readonly #logs: Logs;
  readonly #options: ProcessOptions;
  #running: Running | undefined;
  #isOverMemory = false;
  #isStopped = false;
  #hasAnswered = false;
  /** What ended it before it took a call: an error behind the loading of its module. */
  #initError: LambdaError | undefined;
  #loaded: (error: LambdaError | undefined) => void = () => {};

  constructor(options: ProcessOptions) {
    this.#options = options;
    this.accessKeyId = options.accessKeyId;
    const { fn, code, endpoint, accessKeyId } = options;
    const variables = options.variablesOf(fn);
    const env = environmentOf(
      { ...fn, environment: variables },
      { endpoint, accessKeyId, taskRoot: code.taskRoot },
    );
    const execArgv = memoryFlags(fn.memoryMb);
    this.#child = startGroup({ cwd: code.taskRoot, env, execArgv });
    options.reaper.watch(this.#child.pid);
    this.ended = this.#end();
    this.#logs = new Logs(this.#child.stdout!, this.#child.stderr!);
    this.ready = this.#load(code);
    this.#child.on('message', (message: FromProcess) => this.#receive(message));
  }

  /** Whether it can take a call: it has not ended, and is not about to. */
  get isUsable(): boolean {
    return !this.#isEnding;
  }

  async #end(): Promise<void> {
    const end = await endOf(this.#child, () => {
      this.#isEnding = true;
      killGroup(this.#child);
    });
    this.#closed(end);
  }

  #send = (message: ToProcess) => void this.#child.send(message, () => {});

  #load({ file, handler }: Loadable): Promise<LambdaError | undefined> {
    const { fn } = this.#options;
    this.#send({ type: 'load', file, handler, hasCallbacks: hasCallbacks(fn.runtime) });
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#loaded(timeoutFailure('init', INIT_MS / 1000)), INIT_MS);
      this.#loaded = (error) => {
        clearTimeout(timer);
        if (error) void this.#kill();
        resolve(error);
      };
    });
  }

  #receive(message: FromProcess): void {
    if (message.type === 'loaded') this.#loaded(undefined);
    else if (message.type === 'unloadable') this.#loaded(message.error);
    else if (message.type === 'ending') this.#receiveEnd(message);
    else if (message.requestId === this.#running?.requestId)
      this.#running.settle(
        message.type === 'answer' ? { result: message.result } : { error: message.error },
      );
  }

  #receiveEnd({ requestId, error }: FromProcess & { type: 'ending' }): void {
    this.#isEnding = true;
    if (requestId !== undefined && requestId === this.#running?.requestId) return;
    // A process that ends before its first call would end again: the call gets the error
    if (!this.#hasAnswered) this.#initError = error;
    else if (error) this.#options.onError(this.#options.fn, error);
    if (this.#hasAnswered) this.#running?.settle('not begun');
  }

  #closed(end: ProcessEnd): void {
    this.#isEnding = true;
    this.#isEnded = true;
    this.#options.reaper.forget(this.#child.pid);
    const error = this.#failure(end);
    this.#loaded(error);
    this.#running?.settle({ error });
  }

  #failure({ code, signal, error }: ProcessEnd): LambdaError {
    const requestId = this.#running?.requestId ?? 'init';
    if (error) return startFailure(error);
    if (this.#initError) return this.#initError;
    if (this.#isStopped) return stoppedFailure();
    const isOverMemory = this.#isOverMemory || this.#logs.has(HEAP_IS_FULL);
    return isOverMemory ? memoryFailure(requestId) : exitFailure(requestId, code, signal);
  }

  /** What the process has printed while no invocation ran. */
  rest = () => this.#logs.rest();

  /** Runs an invocation; undefined where the process ended before it began. */
  async invoke(event: string, context: InvocationContext): Promise<Outcome | undefined> {
    const started = performance.now();
    const ended = await this.#ended(event, context);
    if (ended === 'not begun') {
      this.#running = undefined;
      return undefined;
    }
    const durationMs = performance.now() - started;
    const hasMarks = !this.#isEnded && !ended.timedOut;
    const logs = hasMarks ? await this.#logs.of(context.requestId) : this.#unmarked();
    this.#running = undefined;
    this.#hasAnswered = true;
    const { result, error, timedOut = false } = ended;
    const bytes = result === undefined ? 0 : Buffer.byteLength(result);
    const failure = bytes > MOST_RESPONSE_BYTES ? sizeFailure(bytes) : error;
    const answer = failure ? { error: failure } : { result: result ?? 'null' };
    return { ...answer, timedOut, logs, durationMs };
  }

  /** Lines of a process that could not mark its end. */
  #unmarked = () =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: marks are written with them
    this.#logs.rest().filter((line) => !/^\u0000end /.test(line));

  #ended(event: string, context: InvocationContext) {
    return new Promise<Ended>((resolve) => {
      const stops = [this.#limitTime(context), this.#limitMemory()];
      const settle: Running['settle'] = (ended) => {
        for (const stop of stops) stop();
        resolve(ended);
      };
      this.#running = { requestId: context.requestId, settle };
      this.#send({ type: 'invoke', event, context });
      if (this.#isEnded)
        settle({ error: this.#initError ?? exitFailure(context.requestId, 1, null) });
    });
  }

  #limitTime({ requestId, deadline }: InvocationContext): () => void {
    const { timeoutSeconds } = this.#options.fn;
    const timer = setTimeout(() => {
      this.#running?.settle({ error: timeoutFailure(requestId, timeoutSeconds), timedOut: true });
      void this.#kill();
    }, deadline - Date.now());
    return () => clearTimeout(timer);
  }

  #limitMemory = () =>
    limitMemory(this.#child.pid!, this.#options.fn.memoryMb, () => {
      this.#isOverMemory = true;
      void this.#kill();
    });

  /** Ends the process, and what it has started, for the pool needs it no longer. */
  end(): Promise<void> {
    this.#isStopped ||= !this.#isOverMemory;
    return this.#kill();
  }

  #kill(): Promise<void> {
    this.#isEnding = true;
    if (!this.#isEnded) killGroup(this.#child);
    return this.ended;
  }
}
