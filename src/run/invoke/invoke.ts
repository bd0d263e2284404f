import { AppError } from '../../core/errors.ts';
import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import { Session } from '../core/session.ts';
import type { MissingEmulator } from '../services/emulators.ts';
import type { Outcome } from '../worker/function-process.ts';
import { findFunction } from './find-function.ts';
import { type RunningDev, runningDev } from './running.ts';
import { prepared } from './sample-data.ts';
import { ownEvent, sampleEvent } from './sample-event.ts';

export interface InvokeRequest {
  readonly root: string;
  readonly cwd: string;
  readonly name: string;
  readonly event: string | undefined;
  readonly template?: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface InvokeReport {
  readonly functionId: string;
  readonly outcome: Outcome;
  /** Where the event came from. */
  readonly eventPath?: string | undefined;
  /** What the run could not give the function. */
  readonly missing: readonly MissingEmulator[];
  /** Parameters that got a value which nobody gave. */
  readonly invented: ReadonlyMap<string, string>;
  readonly page?: string | undefined;
}

interface Answer {
  readonly functionId: string;
  readonly outcome: Outcome;
}

/** An error that `dev` answers with, as it was thrown there. */
async function errorOf(response: Response): Promise<AppError> {
  const { kind, message, hint } = (await response.json()) as {
    kind: 'usage' | 'refused';
    message: string;
    hint?: string;
  };
  return new AppError(kind, message, { hint });
}

/** Lets a running `dev` call the function, so that it meets what is in the tables and queues there. */
async function inDev(
  dev: RunningDev,
  { name, event, cwd }: InvokeRequest,
): Promise<Answer & { path?: string }> {
  // dev reads no file but the project's own sample events
  const own = event === undefined ? undefined : ownEvent(event, cwd);
  const response = await fetch(`${dev.page}api/invoke`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ function: name, event, payload: own && JSON.parse(own.text) }),
  });
  if (!response.ok) throw await errorOf(response);
  return { path: own?.path, ...((await response.json()) as Answer & { path?: string }) };
}

async function fresh(request: InvokeRequest): Promise<InvokeReport> {
  const { root, template, parameters } = request;
  const session = await Session.open({ root, template, parameters, apiPort: 0, onDemand: true });
  try {
    const fn: DeployedFunction = findFunction(session.deployment, request.name);
    const sample = sampleEvent({ root, fn, event: request.event, cwd: request.cwd });
    session.local.warm(fn);
    const event = await prepared(sample, fn, session);
    const cause = session.activity.fresh('invoke');
    const outcome = await session.runtime.invoke(fn, event.text, cause);
    return {
      functionId: fn.id,
      outcome,
      eventPath: event.path,
      missing: session.local.missing,
      invented: session.deployment.invented,
    };
  } finally {
    await session.close();
  }
}

/** Invokes a function once: in the project's running `dev`, else with services of its own. */
export async function invokeOnce(request: InvokeRequest): Promise<InvokeReport> {
  const dev = runningDev(request.root);
  if (!dev) return fresh(request);
  const { functionId, outcome, path } = await inDev(dev, request);
  return { functionId, outcome, eventPath: path, missing: [], invented: new Map(), page: dev.page };
}
