import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { refusal } from '../../core/errors.ts';
import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import { FunctionProcess, type Loadable, type Outcome } from './function-process.ts';
import type { InvocationContext, LambdaError } from './protocol.ts';
import type { Reaper } from './reaper.ts';

/** Code of a function as it was at some time; another version needs new processes. */
export interface CodeVersion extends Loadable {
  readonly version: number;
}

export interface Job {
  readonly fn: DeployedFunction;
  readonly code: CodeVersion;
  readonly event: string;
  /** Of the invocation; an asynchronous one that is tried again is another one, of the same request. */
  readonly id: string;
  readonly requestId: string;
  readonly traceId: string;
  /** Set for a call that a running function waits for: it must not wait for that function's process. */
  readonly isNested: boolean;
}

export interface PoolOptions {
  readonly endpoint: string;
  /** The variables that a function has here. */
  variablesOf(fn: DeployedFunction): DeployedFunction['environment'];
  readonly reaper: Reaper;
  /** Called with the error that ends a process between two invocations. */
  onError(fn: DeployedFunction, error: LambdaError): void;
  readonly maxProcesses?: number;
}

interface Slot {
  readonly process: FunctionProcess;
  readonly functionId: string;
  /** As the infrastructure has it: another one has other variables, memory or timeout. */
  readonly fn: DeployedFunction;
  readonly version: number;
  /** The invocation that runs in it. */
  invocation: string | undefined;
}

interface Waiter {
  readonly job: Job;
  readonly since: number;
  readonly take: (slot: Slot) => void;
  readonly refuse: (error: Error) => void;
}

const ending = () => refusal('The run ends: no function is started');

/**
 * After so long, in milliseconds, a waiting call gets the next process, even if that has to be a new one; and where no
 * process has become free for so long, one more starts.
 */
const PATIENCE_MS = 1000;

/** How many times its usual processes a pool starts at most for calls that wait too long. */
const MOST_TIMES = 8;

/**
 * Runs invocations, one at a time in each process, in at most twice as many processes as there are cores, and in more
 * where those wait for functions themselves.
 */
export class Pool {
  readonly #options: PoolOptions;
  readonly #max: number;
  readonly #slots = new Set<Slot>();
  readonly #waiters: Waiter[] = [];
  /** Processes that are in no slot any more, until they are gone. */
  readonly #leaving = new Set<FunctionProcess>();
  readonly #issued = new Set<string>();
  #isClosed = false;
  /** When a process became free last, in milliseconds since the epoch. */
  #freedAt = 0;
  #relief: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#max = options.maxProcesses ?? 2 * availableParallelism();
  }

  /** The invocation that runs in the process with this access key. */
  invocationIn = (accessKeyId: string): string | undefined =>
    [...this.#slots].find(({ process }) => process.accessKeyId === accessKeyId)?.invocation;

  /** Whether a process has this access key, or had it: links last longer than the process that signed them. */
  hasIssued = (accessKeyId: string): boolean => this.#issued.has(accessKeyId);

  /** Whether the run ends. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  get processes(): number {
    return this.#slots.size;
  }

  /** Runs a call when a process is free for it. Throws `refused` when the pool is closed. */
  async run(job: Job): Promise<Outcome> {
    for (;;) {
      const slot = await this.#acquire(job);
      const outcome = await this.#runIn(slot, job);
      this.#release(slot);
      if (outcome) return outcome;
    }
  }

  /** Undefined where the process ended before it took the call: another one can take it. */
  async #runIn(slot: Slot, job: Job): Promise<Outcome | undefined> {
    const started = performance.now();
    const error = await slot.process.ready;
    if (!error) return slot.process.invoke(job.event, this.#context(job, slot));
    const durationMs = performance.now() - started;
    return { error, timedOut: false, logs: slot.process.rest(), durationMs };
  }

  #context({ fn, requestId, traceId }: Job, slot: Slot): InvocationContext {
    return {
      requestId,
      traceId,
      functionName: fn.name,
      functionArn: fn.arn,
      memoryMb: fn.memoryMb,
      logGroup: fn.logGroup,
      logStream: `local/[$LATEST]${slot.process.accessKeyId}`,
      deadline: Date.now() + fn.timeoutSeconds * 1000,
    };
  }

  async #acquire(job: Job): Promise<Slot> {
    if (this.#isClosed) throw ending();
    const slot = this.#isAtLimit(job.fn) ? undefined : (this.#idle(job) ?? this.#room(job));
    if (slot) {
      slot.invocation = job.id;
      return slot;
    }
    return new Promise((take, refuse) => {
      this.#waiters.push({ job, since: Date.now(), take, refuse });
      this.#relief ??= setInterval(() => this.#relieve(), PATIENCE_MS).unref();
    });
  }

  /** Whether the function runs as often at a time as its reserved concurrency allows. */
  #isAtLimit(fn: DeployedFunction): boolean {
    if (fn.concurrency === undefined) return false;
    const busy = [...this.#slots].filter((each) => each.functionId === fn.id && each.invocation);
    return busy.length >= Math.max(1, fn.concurrency);
  }

  #idle({ fn, code }: Job): Slot | undefined {
    const own = [...this.#slots].filter((each) => each.functionId === fn.id && !each.invocation);
    const isCurrent = ({ process, version, fn: its }: Slot) =>
      process.isUsable && version === code.version && its === fn;
    for (const slot of own) if (!isCurrent(slot)) this.#drop(slot);
    return own.find(isCurrent);
  }

  /** A new process, in the place of an idle one where there are as many as there may be. */
  #room(job: Job): Slot | undefined {
    if (this.#slots.size >= this.#max) {
      const idle = [...this.#slots].find(({ invocation }) => !invocation);
      if (idle) this.#drop(idle);
      else if (!job.isNested) return undefined;
    }
    return this.#start(job);
  }

  #start({ fn, code, id }: Job): Slot {
    // The SDK sends it with each call, which says whose call it is; a web page must not guess it
    const accessKeyId = `LOCAL${randomBytes(8).toString('hex').toUpperCase()}`;
    this.#issued.add(accessKeyId);
    const process = new FunctionProcess({ ...this.#options, fn, code, accessKeyId });
    const slot: Slot = { process, functionId: fn.id, fn, version: code.version, invocation: id };
    this.#slots.add(slot);
    return slot;
  }

  #drop(slot: Slot): void {
    this.#slots.delete(slot);
    const { process } = slot;
    this.#leaving.add(process);
    void process.end().then(() => this.#leaving.delete(process));
  }

  /** Functions that call each other over HTTP could each wait for a process: the latest call is what they wait for. */
  #relieve(): void {
    const [oldest] = this.#waiters;
    if (!oldest) {
      clearInterval(this.#relief);
      this.#relief = undefined;
      return;
    }
    if (this.#slots.size >= MOST_TIMES * this.#max) return;
    if (Date.now() - Math.max(oldest.since, this.#freedAt) < PATIENCE_MS) return;
    const latest = this.#waiters.findLast(({ job }) => !this.#isAtLimit(job.fn));
    if (latest) this.#give(latest, this.#start(latest.job));
  }

  #give(waiter: Waiter, slot: Slot): void {
    this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
    slot.invocation = waiter.job.id;
    waiter.take(slot);
  }

  #release(slot: Slot): void {
    this.#freedAt = Date.now();
    slot.invocation = undefined;
    if (!slot.process.isUsable || this.#isClosed) this.#drop(slot);
    this.#next(slot);
  }

  /** The call that a process which became free is for: one of its own function, unless another waits too long. */
  #next(slot: Slot): void {
    if (this.#isClosed) return;
    const free = this.#waiters.filter(({ job }) => !this.#isAtLimit(job.fn));
    const [first] = free;
    if (!first) return;
    const isLate = Date.now() - first.since > PATIENCE_MS;
    const own = free.find(({ job }) => job.fn.id === slot.functionId);
    const waiter = isLate ? first : (own ?? first);
    const next = this.#idle(waiter.job) ?? this.#room(waiter.job);
    if (next) this.#give(waiter, next);
  }

  /** Ends the processes that wait for a call; the others end with theirs. */
  clear(): void {
    for (const slot of [...this.#slots]) if (!slot.invocation) this.#drop(slot);
  }

  /** Ends every process; resolves when they are gone. Calls that wait for one are refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#relief);
    for (const { refuse } of this.#waiters.splice(0)) refuse(ending());
    for (const slot of [...this.#slots]) this.#drop(slot);
    await Promise.all([...this.#leaving].map(({ ended }) => ended));
  }
}
