/** Runs in a process of its own, one for each instance of a function: loads the handler and calls it. */
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';
import {
  endMark,
  type FromProcess,
  type InvocationContext,
  type LambdaError,
  type ToProcess,
} from './protocol.ts';
import { installStreaming, isStreaming, runStreaming } from './streaming.ts';

type Handler = (event: unknown, context: object, callback?: Callback) => unknown;
type Callback = (error?: unknown, result?: unknown) => void;

const WAIT_MS = 1;

/** Output is a pipe that its reader may be slow to empty. */
function write(descriptor: number, text: string): void {
  for (let rest = Buffer.from(text); rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
    }
  }
}

const send = (message: FromProcess, then?: () => void) =>
  void process.send?.(message, undefined, undefined, then);

/** An error as the Node.js runtime reports it to Lambda. Anything can be thrown, even what has no text. */
function reported(error: unknown, errorType?: string): LambdaError {
  try {
    if (!types.isNativeError(error) && !(error instanceof Error))
      return { errorType: typeof error, errorMessage: String(error), trace: [] };
    return {
      errorType: errorType ?? String(error.name),
      errorMessage: String(error.message),
      trace: String(error.stack ?? '').split('\n'),
    };
  } catch {
    return { errorType: 'handled', errorMessage: 'The error has no text', trace: [] };
  }
}

/** Why a module could not be loaded, by the names that Lambda has for it. */
function loadError(error: unknown): LambdaError {
  if (error instanceof SyntaxError) return reported(error, 'Runtime.UserCodeSyntaxError');
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
    ? reported(error, 'Runtime.ImportModuleError')
    : reported(error);
}

/** Of handlers that call back, the runtimes from Node.js 24 on load none. */
const NO_CALLBACKS: LambdaError = {
  errorType: 'Runtime.CallbackHandlerDeprecated',
  errorMessage:
    'From Node.js 24 on, AWS Lambda has no handlers that call back: this one has a third parameter. Make it async.',
  trace: [],
};

let handler: Handler;
let hasCallbacks = false;

/** `a.b` is the export `b` of the export `a`; the exports of CommonJS are those of its default as well. */
function exported(module: Record<string, unknown>, path: string): unknown {
  const find = (from: unknown) =>
    path
      .split('.')
      .reduce<unknown>((value, name) => (value as Record<string, unknown>)?.[name], from);
  return find(module) ?? find(module.default);
}

async function load({ file, handler: path, ...rest }: ToProcess & { type: 'load' }) {
  hasCallbacks = rest.hasCallbacks;
  installStreaming();
  try {
    const found = exported(await import(pathToFileURL(file).href), path);
    if (typeof found !== 'function')
      return send({ type: 'unloadable', error: notFound(file, path, found) });
    if (found.length > 2 && !hasCallbacks && !isStreaming(found))
      return send({ type: 'unloadable', error: NO_CALLBACKS });
    handler = found as Handler;
    send({ type: 'loaded' });
  } catch (error) {
    send({ type: 'unloadable', error: loadError(error) });
  }
}

function notFound(file: string, path: string, found: unknown): LambdaError {
  const [name] = file.split(/[\\/]/).slice(-1);
  const module = name!.replace(/\.\w+$/, '');
  const what = found === undefined ? 'undefined or not exported' : 'not a function';
  const type = found === undefined ? 'HandlerNotFound' : 'MalformedHandlerName';
  return {
    errorType: `Runtime.${type}`,
    errorMessage: `${module}.${path} is ${what}`,
    trace: [],
  };
}

/** What the invocation that runs answers when nothing is left to wait for; see `beforeExit`. */
let whenIdle: (() => void) | undefined;

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
function calledWithCallbacks(event: unknown, made: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    whenIdle = () => (isAsync(handler) ? reject(neverSettled()) : resolve(null));
    const { callback, context } = callbacksOf(resolve, reject);
    const answer = handler(event, Object.assign(context, made), callback);
    if (isPromise(answer)) answer.then(resolve, reject);
  });
}

async function calledWithout(event: unknown, made: object): Promise<unknown> {
  const idle = new Promise<never>((_, reject) => {
    whenIdle = () => reject(neverSettled());
  });
  return Promise.race([handler(event, made), idle]);
}

/** Calls the handler as the runtime that it is for; resolves to its result. */
async function called(event: unknown, context: InvocationContext): Promise<unknown> {
  const made = contextOf(context);
  if (isStreaming(handler)) return runStreaming(handler, event, made);
  return hasCallbacks ? calledWithCallbacks(event, made) : calledWithout(event, made);
}

function neverSettled(): Error {
  const error = new Error(
    'The promise of the handler never settles, and nothing is left to wait for',
  );
  return Object.assign(error, { name: 'Runtime.NodeJsExit', stack: undefined });
}

let current: string | undefined;

/** Both outputs are marked first, so that what was printed is all there when the answer is. */
function end(message: FromProcess & { requestId: string }): void {
  if (current !== message.requestId) return;
  current = undefined;
  whenIdle = undefined;
  process.channel?.ref();
  write(1, endMark(message.requestId));
  write(2, endMark(message.requestId));
  send(message);
}

function answer(requestId: string, value: unknown): void {
  try {
    end({ type: 'answer', requestId, result: JSON.stringify(value) ?? 'null' });
  } catch {
    const errorMessage = 'Unable to stringify response body';
    const error = { errorType: 'Runtime.MarshalError', errorMessage, trace: [] };
    end({ type: 'failure', requestId, error });
  }
}

async function invoke({ event, context }: ToProcess & { type: 'invoke' }) {
  const { requestId, traceId } = context;
  if (isDying) return;
  current = requestId;
  // The handler's own work alone keeps the event loop busy
  process.channel?.unref();
  process.env._X_AMZN_TRACE_ID = traceId;
  try {
    answer(requestId, await called(JSON.parse(event), context));
  } catch (error) {
    end({ type: 'failure', requestId, error: reported(error) });
  }
}

let isDying = false;

/** Lambda ends the process after an error that nobody handles. */
function dieOf(error: unknown, code: number, errorType?: string): void {
  if (isDying) return;
  isDying = true;
  const requestId = current;
  const failure = reported(error, errorType);
  const exit = () => process.exit(code);
  if (requestId === undefined) send({ type: 'ending', error: failure }, exit);
  else {
    write(1, endMark(requestId));
    write(2, endMark(requestId));
    send({ type: 'ending', requestId });
    send({ type: 'failure', requestId, error: failure }, exit);
  }
}

process.setSourceMapsEnabled(true);
process.on('uncaughtException', (error) => dieOf(error, 129));
process.on('unhandledRejection', (reason) =>
  dieOf(reason, 128, 'Runtime.UnhandledPromiseRejection'),
);
process.on('exit', () => {
  if (!isDying) send({ type: 'ending', ...(current !== undefined && { requestId: current }) });
});
process.on('beforeExit', () => {
  const answerNow = whenIdle;
  whenIdle = undefined;
  // The next message is waited for again
  process.channel?.ref();
  answerNow?.();
});
process.on('disconnect', () => process.exit(0));
// The terminal's Ctrl-C is for the process that started this one, and that ends it
process.on('SIGINT', () => {});
process.on('message', (message: ToProcess) => {
  if (message.type === 'load') void load(message);
  else void invoke(message);
});
