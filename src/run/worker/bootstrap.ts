/** Runs in a process of its own, one for each instance of a function: loads the handler and calls it. */
import { writeSync } from 'node:fs';
import { callHandler, type Handler, takeIdleAnswer } from './call-handler.ts';
import { loadHandler } from './load-handler.ts';
import { endMark, type FromProcess, type ToProcess } from './protocol.ts';
import { reported } from './reported-error.ts';
import { resolveSyncHost } from './sync-host.ts';

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

let handler: Handler;
let hasCallbacks = false;

async function load(message: ToProcess & { type: 'load' }) {
  hasCallbacks = message.hasCallbacks;
  const found = await loadHandler(message);
  if (typeof found !== 'function') return send({ type: 'unloadable', error: found });
  handler = found;
  send({ type: 'loaded' });
}

let current: string | undefined;

/** Both outputs are marked first, so that what was printed is all there when the answer is. */
function end(message: FromProcess & { requestId: string }): void {
  if (current !== message.requestId) return;
  current = undefined;
  takeIdleAnswer();
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
    answer(requestId, await callHandler(handler, JSON.parse(event), context, hasCallbacks));
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

/** What is printed is in the pipe when the call returns: before a mark, and before an end of any kind. */
function printAtOnce(stream: NodeJS.WriteStream): void {
  const { _handle: handle } = stream as { _handle?: { setBlocking?(isBlocking: boolean): void } };
  handle?.setBlocking?.(true);
}

printAtOnce(process.stdout);
printAtOnce(process.stderr);
resolveSyncHost();
process.setSourceMapsEnabled(true);
process.on('uncaughtException', (error) => dieOf(error, 129));
process.on('unhandledRejection', (reason) =>
  dieOf(reason, 128, 'Runtime.UnhandledPromiseRejection'),
);
process.on('exit', () => {
  if (!isDying) send({ type: 'ending', ...(current !== undefined && { requestId: current }) });
});
process.on('beforeExit', () => {
  const answerNow = takeIdleAnswer();
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
