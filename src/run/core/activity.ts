import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Outcome } from '../worker/function-process.ts';
import { Recent } from './recent.ts';

/** How an event came about. */
export interface Cause {
  /** What kind of thing caused it: `http`, `sqs`, `schedule`, `invoke`, … */
  readonly kind: string;
  /** The resource that it came from, by its id or ARN. */
  readonly from?: string | undefined;
  /** The invocation that caused it, if one did. */
  readonly parent?: string | undefined;
  /** What everything has in common that follows from one event: a correlation id. */
  readonly chain: string;
}

export interface Invocation {
  readonly id: string;
  readonly functionId: string;
  readonly cause: Cause;
  readonly event: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly outcome?: Outcome;
  /** What a gateway makes of the outcome; undefined where none waits for it. */
  readonly response?: Answered | undefined;
}

/** A gateway's answer to its client. */
export interface Answered {
  readonly status: number;
  /** Why the gateway could not send what the function returned. */
  readonly problem?: string | undefined;
}

/** The outcome of an invocation, with its id and the request id that the function sees. */
export interface Invoked extends Outcome {
  readonly id: string;
  readonly requestId: string;
}

/** An event on its way from one resource to another. */
export interface Pulse {
  readonly from: string;
  readonly to: string;
  readonly chain: string;
}

/** An execution of a state machine. */
export interface Execution {
  readonly id: string;
  readonly machineId: string;
  readonly cause: Cause;
  readonly input: string;
  readonly startedAt: number;
  readonly states: readonly string[];
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output?: string;
  readonly error?: string;
}

interface Events {
  started: [Invocation];
  ended: [Invocation];
  pulse: [Pulse];
  execution: [Execution];
  notice: [string];
  /** The infrastructure was read again. */
  reloaded: [];
}

const MOST_KEPT = 500;
const MOST_LINKS = 10_000;

/** The page reads all that is kept at once, in characters. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

const limits = <V>(sizeOf: (value: V) => number) => ({
  most: MOST_KEPT,
  mostSize: MOST_CHARACTERS,
  sizeOf,
});

const lengthOf = (texts: readonly (string | undefined)[] = []) =>
  texts.reduce((length, text) => length + (text?.length ?? 0), 0);

const sizeOfInvocation = ({ event, outcome }: Invocation) =>
  lengthOf([event, outcome?.result, outcome?.error?.errorMessage]) + lengthOf(outcome?.logs);

const sizeOfExecution = ({ input, output }: Execution) => lengthOf([input, output]);

/** Every event of a run, for the page and for `--json`. */
export class Activity extends EventEmitter<Events> {
  readonly #invocations = new Recent(limits(sizeOfInvocation));
  readonly #executions = new Recent(limits(sizeOfExecution));
  readonly #links = new Recent<Cause>({ most: MOST_LINKS });

  constructor() {
    super();
    // Every open page listens
    this.setMaxListeners(0);
  }

  /** What nothing that is known caused. */
  fresh = (kind: string, from?: string): Cause => ({ kind, from, chain: randomUUID() });

  /** Keeps what caused a message, by the message's id. */
  link = (key: string, cause: Cause) => this.#links.set(key, cause);

  /** A cause of what a message brought about: of another kind, and of the same chain. */
  follow(key: string | undefined, kind: string, from: string): Cause {
    const cause = key === undefined ? undefined : this.#links.get(key);
    return cause ? { ...cause, kind, from } : this.fresh(kind, from);
  }

  /** The cause of what an invocation calls; a new chain where no invocation calls. */
  causedBy(requestId: string | undefined, kind: string): Cause {
    const invocation = requestId === undefined ? undefined : this.#invocations.get(requestId);
    if (!invocation) return this.fresh(kind);
    const { functionId, id, cause } = invocation;
    return { kind, from: functionId, parent: id, chain: cause.chain };
  }

  start(id: string, functionId: string, event: string, cause: Cause): Invocation {
    const invocation = { id, functionId, cause, event, startedAt: Date.now() };
    this.#invocations.set(id, invocation);
    if (cause.from) this.pulse({ from: cause.from, to: functionId, chain: cause.chain });
    this.emit('started', invocation);
    return invocation;
  }

  end(invocation: Invocation, outcome: Outcome, response?: Answered): void {
    const ended = { ...invocation, outcome, response };
    this.#invocations.set(ended.id, ended);
    this.emit('ended', ended);
  }

  pulse = (pulse: Pulse) => void this.emit('pulse', pulse);

  execution(execution: Execution): void {
    this.#executions.set(execution.id, execution);
    this.emit('execution', execution);
  }

  notice = (text: string) => void this.emit('notice', text);

  invocation = (id: string) => this.#invocations.get(id);
  invocations = () => this.#invocations.values();
  executions = () => this.#executions.values();
}
