/** Runs in a process of its own, one for each instance of a function: loads the handler and calls it. */
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
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

/** An error as the Node.js runtime reports it to Lambda. */
function reported(error: unknown, errorType?: string): LambdaError {
  if (!(error instanceof Error))
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return {
    errorType: errorType ?? error.name,
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n'),
  };
}

/** Why a module could not be loaded, by the names that Lambda has for it. */
function loadError(error: unknown): LambdaError {
  if (error instanceof SyntaxError) return reported(error, 'Runtime.UserCodeSyntaxError');
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
    ? reported(error, 'Runtime.ImportModuleError')
    : reported(error);
}

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

/** The context object, as the Node.js runtime of Lambda makes it. */
const contextOf = (context: InvocationContext, done: Callback) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: context.functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: context.functionArn,
  memoryLimitInMB: String(context.memoryMb),
  awsRequestId: context.requestId,
  logGroupName: context.logGroup,
  logStreamName: context.logStream,
  getRemainingTimeInMillis: () => Math.max(0, context.deadline - Date.now()),
  ...(hasCallbacks && {
    done,
    fail: (error: unknown) => done(error ?? new Error('failed')),
    succeed: (result: unknown) => done(null, result),
  }),
});

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown> | undefined)?.then === 'function';

/** Calls the handler; resolves to its result, whichever way it gives it. */
function called(event: unknown, context: InvocationContext): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done: Callback = (error, result) =>
      error === undefined || error === null ? resolve(result) : reject(error);
    const made = contextOf(context, done);
    if (isStreaming(handler)) return resolve(runStreaming(handler, event, made));
    const answer = handler(event, made, hasCallbacks ? done : undefined);
    if (isPromise(answer)) answer.then(resolve, reject);
    // A handler that calls back answers later; what another one returns is its answer
    else if (!hasCallbacks || handler.length < 3) resolve(answer);
  });
}

let current: string | undefined;

/** Both outputs are marked first, so that what was printed is all there when the answer is. */
function end(message: FromProcess & { requestId: string }): void {
  if (current !== message.requestId) return;
  current = undefined;
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
  current = requestId;
  process.env._X_AMZN_TRACE_ID = traceId;
  try {
    answer(requestId, await called(JSON.parse(event), context));
  } catch (error) {
    end({ type: 'failure', requestId, error: reported(error) });
  }
}

/** Lambda ends the process after an error that nobody handles. */
function dieOf(error: unknown, errorType?: string): void {
  const requestId = current;
  if (requestId === undefined) process.exit(129);
  current = undefined;
  write(1, endMark(requestId));
  write(2, endMark(requestId));
  send({ type: 'failure', requestId, error: reported(error, errorType) }, () => process.exit(129));
}

process.on('uncaughtException', (error) => dieOf(error));
process.on('unhandledRejection', (reason) => dieOf(reason, 'Runtime.UnhandledPromiseRejection'));
process.on('disconnect', () => process.exit(0));
// The terminal's Ctrl-C is for the process that started this one, and that ends it
process.on('SIGINT', () => {});
process.on('message', (message: ToProcess) => {
  if (message.type === 'load') void load(message);
  else void invoke(message);
});
