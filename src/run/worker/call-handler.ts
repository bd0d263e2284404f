import type { InvocationContext } from './protocol.ts';
import { isStreaming, runStreaming } from './streaming.ts';

export type Handler = (event: unknown, context: object, callback?: Callback) => unknown;
type Callback = (error?: unknown, result?: unknown) => void;

/** What the invocation that runs answers when nothing is left to wait for. */
let whenIdle: (() => void) | undefined;

/** That answer, which is no longer wanted then: it has been taken, or the invocation has ended. */
export function takeIdleAnswer(): (() => void) | undefined {
  const answer = whenIdle;
  whenIdle = undefined;
  return answer;
}

function neverSettled(): Error {
  const error = new Error(
    'The promise of the handler never settles, and nothing is left to wait for',
  );
  return Object.assign(error, { name: 'Runtime.NodeJsExit', stack: undefined });
}

/** What a handler calls to answer: only the first call counts. */
function callbacksOf(resolve: (result: unknown) => void, reject: (error: unknown) => void) {
  let isCalled = false;
  const context = { callbackWaitsForEmptyEventLoop: true };
  const answerWith = (error: unknown, result: unknown, mustWait: boolean) => {
    if (isCalled) return;
    isCalled = true;
    if (error !== undefined && error !== null) reject(error);
    else if (mustWait) whenIdle = () => resolve(result);
    else resolve(result);
  };
  const done: Callback = (error, result) => answerWith(error, result, false);
  return {
    callback: ((error, result) =>
      answerWith(error, result, context.callbackWaitsForEmptyEventLoop)) as Callback,
    context: Object.assign(context, {
      done,
      fail: (error: unknown) => done(error ?? 'handled'),
      succeed: (result: unknown) => done(null, result),
    }),
  };
}

/** The context object, as the Node.js runtime of Lambda makes it. */
const contextOf = (context: InvocationContext) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: context.functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: context.functionArn,
  memoryLimitInMB: String(context.memoryMb),
  awsRequestId: context.requestId,
  logGroupName: context.logGroup,
  logStreamName: context.logStream,
  getRemainingTimeInMillis: () => Math.max(0, context.deadline - Date.now()),
});

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown> | undefined)?.then === 'function';

const isAsync = (value: Handler) => value.constructor.name === 'AsyncFunction';

/** Before Node.js 24 a handler answers by a promise or by a call; what else it returns counts for nothing. */
function calledWithCallbacks(handler: Handler, event: unknown, made: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    whenIdle = () => (isAsync(handler) ? reject(neverSettled()) : resolve(null));
    const { callback, context } = callbacksOf(resolve, reject);
    const answer = handler(event, Object.assign(context, made), callback);
    if (isPromise(answer)) answer.then(resolve, reject);
  });
}

async function calledWithout(handler: Handler, event: unknown, made: object): Promise<unknown> {
  const idle = new Promise<never>((_, reject) => {
    whenIdle = () => reject(neverSettled());
  });
  return Promise.race([handler(event, made), idle]);
}

/** Calls a handler as the runtime that it is for; resolves to its result. */
export async function callHandler(
  handler: Handler,
  event: unknown,
  context: InvocationContext,
  hasCallbacks: boolean,
): Promise<unknown> {
  const made = contextOf(context);
  if (isStreaming(handler)) return runStreaming(handler, event, made);
  return hasCallbacks
    ? calledWithCallbacks(handler, event, made)
    : calledWithout(handler, event, made);
}
