import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../core/errors.ts';
import type { DeployedFunction, Deployment } from '../../infrastructure/resolve/deployment.ts';
import type { CodeStore } from '../code/code-store.ts';
import type { Outcome } from '../worker/function-process.ts';
import type { CodeVersion, Job, Pool } from '../worker/pool.ts';
import type { LambdaError } from '../worker/protocol.ts';
import type { Activity, Answered, Cause, Invoked } from './activity.ts';
import { refusedCall } from './call-limits.ts';
import { destinationRecord } from './destinations.ts';

/** Lambda waits a minute before the first retry and two before the second: locally, seconds. */
export const RETRY_MS = 1000;

export interface RuntimeOptions {
  readonly pool: Pool;
  readonly activity: Activity;
}

/** Sends a text to what an ARN names. */
export type Deliver = (arn: string, body: string, cause: Cause) => Promise<void>;

const traceId = () =>
  `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=1`;

/** What was not even started, as an error of the invocation. */
const notRun = ({ errorType, errorMessage }: LambdaError): Outcome => {
  return { error: { errorType, errorMessage }, timedOut: false, logs: [], durationMs: 0 };
};

/** The type of what kept a function from being started. */
export const NOT_RUNNABLE = 'Local.NotRunnable';

function notRunnable(error: unknown): Outcome {
  if (!(error instanceof AppError)) throw error;
  const errorMessage = [error.message, error.hint].filter(Boolean).join('\n');
  return notRun({ errorType: NOT_RUNNABLE, errorMessage });
}

export interface InvokeOptions {
  /** Of an attempt before this one. */
  readonly requestId?: string;
  /** What a gateway makes of the outcome. */
  readonly respond?: (outcome: Outcome) => Answered;
}

/** Invokes the functions of a deployment, and after a reload those of the next one. */
export class Runtime {
  readonly activity: Activity;
  readonly pool: Pool;
  #store: CodeStore | undefined;
  #byName = new Map<string, DeployedFunction>();
  /** Where destinations and dead letters go; set when the services are there. */
  send: Deliver = async () => {};

  constructor({ pool, activity }: RuntimeOptions) {
    this.activity = activity;
    this.pool = pool;
  }

  /** Invokes the functions of this deployment from now on, also those of events that came before. */
  serve({ functions }: Deployment, store: CodeStore): void {
    this.#store = store;
    this.#byName = new Map();
    for (const fn of functions) {
      this.#byName.set(fn.arn, fn);
      this.#byName.set(fn.name, this.#byName.get(fn.name) ?? fn);
    }
  }

  /** A function that the end of the run has stopped has not failed: nothing is sent for it. */
  deliver: Deliver = async (...sent) => {
    if (!this.pool.isClosed) await this.send(...sent);
  };

  /** A function by its name or ARN, with or without a qualifier. */
  find(reference: string): DeployedFunction | undefined {
    const bare = /^(arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+)(:.*)?$/.exec(reference)?.[1];
    return this.#byName.get(bare ?? reference) ?? this.#byName.get(reference.split(':')[0]!);
  }

  /** Runs a function and waits for its result; an error of the function is part of the outcome. */
  async invoke(
    fn: DeployedFunction,
    event: string,
    cause: Cause,
    { requestId = randomUUID(), respond }: InvokeOptions = {},
  ): Promise<Invoked> {
    // An attempt of an asynchronous invocation has the request id of the first one, and is an invocation of its own
    const id = randomUUID();
    const invocation = this.activity.start(id, fn.id, event, cause);
    const outcome = await this.#run({ fn, event, id, requestId }, cause).catch(notRunnable);
    let answered: Answered | undefined;
    try {
      answered = respond?.(outcome);
    } finally {
      this.activity.end(invocation, outcome, answered);
    }
    return { ...outcome, id, requestId };
  }

  async #run(job: Pick<Job, 'fn' | 'event' | 'id' | 'requestId'>, cause: Cause) {
    const refused = refusedCall(job.fn, job.event);
    if (refused) return notRun(refused);
    const { fn, code } = await this.#current(job.fn);
    const isNested = cause.kind === 'lambda' || cause.kind === 'states';
    return this.pool.run({ ...job, fn, code, traceId: traceId(), isNested });
  }

  /** A function as it is deployed now, with its code. */
  async #current(asked: DeployedFunction): Promise<{ fn: DeployedFunction; code: CodeVersion }> {
    const store = this.#store!;
    const fn = this.#byName.get(asked.arn) ?? asked;
    try {
      return { fn, code: await store.of(fn) };
    } catch (error) {
      // A reload has closed the store meanwhile: the next one has the code
      if (store !== this.#store) return this.#current(asked);
      throw error;
    }
  }

  /** Runs a function as Lambda does an asynchronous invocation: with retries, then destinations. */
  async invokeLater(fn: DeployedFunction, event: string, cause: Cause): Promise<void> {
    const { retries, onSuccess, onFailure, deadLetters } = fn.asynchronous;
    let outcome = await this.invoke(fn, event, cause);
    let attempts = 1;
    while (outcome.error && attempts <= retries && !this.pool.isClosed) {
      await delay(RETRY_MS * attempts, undefined, { ref: false });
      outcome = await this.invoke(fn, event, cause, { requestId: outcome.requestId });
      attempts += 1;
    }
    const following = { ...cause, from: fn.id, parent: outcome.id };
    const destination = outcome.error ? onFailure : onSuccess;
    if (destination)
      await this.deliver(destination, destinationRecord(fn, event, outcome, attempts), following);
    if (outcome.error && deadLetters) await this.deliver(deadLetters, event, following);
  }
}
