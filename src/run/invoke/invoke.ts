import { AppError, usageError } from '../../core/errors.ts';
import type { DeployedFunction, Deployment } from '../../infrastructure/resolve/deployment.ts';
import { Session } from '../core/session.ts';
import type { MissingEmulator } from '../services/emulators.ts';
import type { Outcome } from '../worker/function-process.ts';
import { findFunction } from './find-function.ts';
import { post } from './post.ts';
import { type RunningDev, runningDev } from './running.ts';
import { prepared } from './sample-data.ts';
import { ownEvent, type SampleEvent, sampleEvent } from './sample-event.ts';

export interface InvokeRequest {
  readonly root: string;
  readonly cwd: string;
  readonly name: string;
  readonly event: string | undefined;
  readonly template?: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly onSynthesis?: () => void;
}

export interface InvokeReport {
  readonly functionId: string;
  readonly outcome: Outcome;
  /** Where the event came from. */
  readonly eventPath?: string | undefined;
  /** What the run could not give the function. */
  readonly missing: readonly MissingEmulator[];
  /** Layers of the project, where the function failed: they are not there. */
  readonly layers: readonly string[];
  /** Parameters that got a value which nobody gave. */
  readonly invented: ReadonlyMap<string, string>;
  readonly page?: string | undefined;
}

/** What the user has of the name of the event, or why it cannot be read. */
type Own = SampleEvent | AppError | undefined;

interface Answer {
  readonly functionId: string;
  readonly outcome: Outcome;
}

/** An error that `dev` answers with, as it was thrown there. */
const errorOf = ({ kind, message, hint }: Pick<AppError, 'kind' | 'message' | 'hint'>) =>
  new AppError(kind, message, { hint });

/**
 * The user's own event; an error is returned, not thrown, for the project may have a sample event of that name. Standard
 * input can be read only once.
 */
function ownOf({ event, cwd }: InvokeRequest): Own {
  if (event === undefined) return undefined;
  try {
    return ownEvent(event, cwd);
  } catch (error) {
    if (error instanceof AppError && event !== '-') return error;
    throw error;
  }
}

/** A running dev has its template and parameters; throws `usage` for others. */
function checkSame(dev: RunningDev, { template, parameters }: InvokeRequest): void {
  const hint = `Leave it out, or stop process ${dev.pid} first.`;
  if (Object.keys(parameters).length > 0)
    throw usageError('--parameter cannot be used while dev runs: it has its own parameters', hint);
  if (template !== undefined && template !== dev.template)
    throw usageError(`--template ${template} is not what dev runs`, hint);
}

/**
 * Lets a running `dev` call the function, so that it meets what is in the tables and queues there. Undefined where
 * nothing answers: another process may have got the id of a dev that was killed.
 */
async function inDev(
  dev: RunningDev,
  { name, event }: InvokeRequest,
  own: Own,
): Promise<(Answer & { path?: string }) | undefined> {
  // dev reads no file but the project's own sample events
  const sent = own instanceof AppError ? undefined : own;
  const body = { function: name, event, payload: sent && JSON.parse(sent.text) };
  const answer = await post(`${dev.page}api/invoke`, body);
  if (!answer) return undefined;
  if (answer.status !== 200) {
    const error = errorOf(answer.body as AppError);
    throw error.kind === 'usage' && own instanceof AppError ? own : error;
  }
  return { path: sent?.path, ...(answer.body as Answer & { path?: string }) };
}

/** Layers that are not there, of the project and of others. */
const layersOf = ({ notEmulated }: Deployment, fn: DeployedFunction): readonly string[] =>
  notEmulated
    .filter(({ id, type, reason }) => /Layer/.test(type) || (id === fn.id && /layer/.test(reason)))
    .map(({ id, type, reason }) => `${id} (${type}): ${reason}`);

async function fresh(request: InvokeRequest, own: Own): Promise<InvokeReport> {
  const { root, template, parameters, onSynthesis } = request;
  const shared = { root, template, parameters, onSynthesis };
  const session = await Session.open({ ...shared, apiPort: 0, onDemand: true });
  try {
    const fn: DeployedFunction = findFunction(session.deployment, request.name);
    const sample = sampleEvent({ root, fn, event: request.event }, own);
    session.local.warm(fn);
    const event = await prepared(sample, fn, session);
    const cause = session.activity.fresh('invoke');
    const outcome = await session.runtime.invoke(fn, event.text, cause);
    return {
      functionId: fn.id,
      outcome,
      eventPath: event.path,
      missing: session.local.missing,
      layers: outcome.error ? layersOf(session.deployment, fn) : [],
      invented: session.deployment.invented,
    };
  } finally {
    await session.close();
  }
}

/** Invokes a function once: in the project's running `dev`, else with services of its own. */
export async function invokeOnce(request: InvokeRequest): Promise<InvokeReport> {
  const dev = runningDev(request.root);
  if (dev?.page) checkSame(dev, request);
  const own = ownOf(request);
  const answer = dev?.page ? await inDev(dev, request, own) : undefined;
  if (!dev || !answer) return fresh(request, own);
  const { functionId, outcome, path } = answer;
  return {
    functionId,
    outcome,
    eventPath: path,
    missing: [],
    layers: [],
    invented: new Map(),
    page: dev.page,
  };
}
