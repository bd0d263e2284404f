import { availableParallelism } from 'node:os';
import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import { FunctionProcess, type Loadable, type Outcome } from './function-process.ts';
import type { InvocationContext } from './protocol.ts';
import type { Reaper } from './reaper.ts';

/** Code of a function as it was at some time; another version needs new processes. */
export interface CodeVersion extends Loadable {
  readonly version: number;
}

export interface Job {
  readonly fn: DeployedFunction;
  readonly code: CodeVersion;
  readonly event: string;
  readonly requestId: string;
  readonly traceId: string;
  /** Set for a call that a running function waits for: it must not wait for that function's process. */
  readonly isNested: boolean;
}

export interface PoolOptions {
  readonly endpoint: string;
  readonly reaper: Reaper;
  readonly maxProcesses?: number;
}

interface Slot {
  readonly process: FunctionProcess;
  readonly functionId: string;
  /** As the infrastructure has it: another one has other variables, memory or timeout. */
  readonly fn: DeployedFunction;
  readonly version: number;
  requestId: string | undefined;
}

interface Waiter {
  readonly job: Job;
  readonly since: number;
  readonly take: (slot: Slot) => void;
}

/** After so long, in milliseconds, a waiting call gets the next process, even if that has to be a new one. */
const PATIENCE_MS = 1000;

/** Runs invocations, one at a time in each process, in at most twice as many processes as there are cores. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #max: number;
  readonly #slots = new Set<Slot>();
  readonly #waiters: Waiter[] = [];
  #count = 0;
  #isClosed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#max = options.maxProcesses ?? 2 * availableParallelism();
  }

  /** The invocation that runs in the process with this access key. */
  requestOf = (accessKeyId: string): string | undefined =>
    [...this.#slots].find(({ process }) => process.accessKeyId === accessKeyId)?.requestId;

  get processes(): number {
    return this.#slots.size;
  }

  async run(job: Job): Promise<Outcome> {
    const slot = await this.#acquire(job);
    const started = performance.now();
    const unloadable = await slot.process.ready;
    if (unloadable) {
      const logs = slot.process.rest();
      this.#release(slot);
      return { error: unloadable, timedOut: false, logs, durationMs: performance.now() - started };
    }
    const outcome = await slot.process.invoke(job.event, this.#context(job, slot));
    this.#release(slot);
    return outcome;
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

  #acquire(job: Job): Promise<Slot> {
    const slot = this.#isAtLimit(job.fn) ? undefined : (this.#idle(job) ?? this.#room(job));
    if (slot) {
      slot.requestId = job.requestId;
      return Promise.resolve(slot);
    }
    return new Promise((take) => {
      this.#waiters.push({ job, since: Date.now(), take });
    });
  }

  /** Whether the function runs as often at a time as its reserved concurrency allows. */
  #isAtLimit(fn: DeployedFunction): boolean {
    if (fn.concurrency === undefined) return false;
    const busy = [...this.#slots].filter((each) => each.functionId === fn.id && each.requestId);
    return busy.length >= Math.max(1, fn.concurrency);
  }

  #idle({ fn, code }: Job): Slot | undefined {
    const own = [...this.#slots].filter((each) => each.functionId === fn.id && !each.requestId);
    const isOld = (slot: Slot) => slot.version !== code.version || slot.fn !== fn;
    for (const old of own.filter(isOld)) this.#drop(old);
    return own.find((slot) => !isOld(slot) && !slot.process.isEnded);
  }

  /** A new process, in the place of an idle one where there are as many as there may be. */
  #room(job: Job): Slot | undefined {
    if (this.#slots.size >= this.#max) {
      const idle = [...this.#slots].find(({ requestId }) => !requestId);
      if (idle) this.#drop(idle);
      else if (!job.isNested) return undefined;
    }
    return this.#start(job);
  }

  #start({ fn, code, requestId }: Job): Slot {
    this.#count += 1;
    // The SDK sends it with each call, which says whose call it is
    const accessKeyId = `LOCAL${String(this.#count).padStart(11, '0')}`;
    const process = new FunctionProcess({ ...this.#options, fn, code, accessKeyId });
    const slot: Slot = { process, functionId: fn.id, fn, version: code.version, requestId };
    this.#slots.add(slot);
    return slot;
  }

  #drop(slot: Slot): void {
    this.#slots.delete(slot);
    slot.process.end();
  }

  #release(slot: Slot): void {
    slot.requestId = undefined;
    if (slot.process.isEnded || this.#isClosed) this.#drop(slot);
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
    if (!next) return;
    this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
    next.requestId = waiter.job.requestId;
    waiter.take(next);
  }

  /** Ends the processes that wait for a call; the others end with theirs. */
  clear(): void {
    for (const slot of [...this.#slots]) if (!slot.requestId) this.#drop(slot);
  }

  /** Ends every process. */
  close(): void {
    this.#isClosed = true;
    for (const slot of [...this.#slots]) this.#drop(slot);
  }
}
