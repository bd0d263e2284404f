import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DeployedFunction } from '../../src/infrastructure/resolve/deployment.ts';
import { errorLine } from '../../src/run/worker/error-place.ts';
import { Pool } from '../../src/run/worker/pool.ts';
import { Reaper } from '../../src/run/worker/reaper.ts';
import { temporaryFolder } from '../support/folders.ts';

const pools: Pool[] = [];
const errors: string[] = [];

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
  errors.length = 0;
});

const fn = (runtime: string, timeoutSeconds: number) =>
  ({
    id: 'One',
    name: 'one',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:one',
    runtime,
    handler: 'one.handler',
    region: 'us-east-1',
    memoryMb: 256,
    timeoutSeconds,
    environment: {},
    logGroup: 'one',
  }) as unknown as DeployedFunction;

/** Runs a handler's code in a pool of one process, or more. */
function poolOf(code: string, { runtime = 'nodejs22.x', timeout = 5, most = 1 } = {}) {
  const folder = temporaryFolder({ 'one.js': code });
  const reaper = new Reaper([]);
  const onError = (_: unknown, error: Parameters<typeof errorLine>[0]) =>
    void errors.push(errorLine(error));
  const pool = new Pool({
    endpoint: 'http://127.0.0.1:1',
    variablesOf: ({ environment }) => environment,
    reaper,
    onError,
    maxProcesses: most,
  });
  pools.push(pool);
  const own = fn(runtime, timeout);
  const version = {
    file: join(folder, 'one.js'),
    handler: 'handler',
    taskRoot: folder,
    version: 1,
  };
  let count = 0;
  const call = (event: unknown = {}) => {
    count += 1;
    const requestId = `request-${count}`;
    const job = { fn: own, code: version, event: JSON.stringify(event), traceId: 'trace' };
    return pool.run({ ...job, id: requestId, requestId, isNested: false });
  };
  return { pool, call, folder };
}

describe('a process that is about to end', () => {
  const WAYS = {
    'takes too long': 'await new Promise((r) => setTimeout(r, 60_000))',
    'does not catch an exception':
      'setTimeout(() => { throw new Error("x"); }); await new Promise(() => {})',
    'does not handle a rejection':
      'Promise.reject(new Error("x")); await new Promise((r) => setTimeout(r, 60_000))',
    exits: 'process.exit(3)',
  };

  it.each(Object.entries(WAYS))('that %s gets no waiting call', async (_, way) => {
    const code = `exports.handler = async ({ bad }) => { if (bad) { ${way} } return process.pid; };`;
    const { call } = poolOf(code, { timeout: 1 });
    const [bad, ...good] = await Promise.all([call({ bad: 1 }), call(), call(), call()]);
    expect(bad!.error).toBeDefined();
    expect(good.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
  });

  it('after a call that was answered is not the next call’s', async () => {
    const code = `let calls = 0; exports.handler = async () => {
      calls += 1;
      const busy = Date.now() + 30;
      setImmediate(() => { while (Date.now() < busy); throw new Error("late"); });
      return calls;
    };`;
    const { call } = poolOf(code);
    for (let n = 0; n < 5; n += 1) expect(await call()).toMatchObject({ result: '1' });
    expect(errors[0]).toMatch(/^Error: late \(.*one\.js:4:\d+\)$/);
  });

  it('or that exits then, with what was answered', async () => {
    const { call } = poolOf(
      'exports.handler = async () => { setImmediate(() => process.exit(0)); return 1; };',
    );
    for (let n = 0; n < 5; n += 1) expect(await call()).toMatchObject({ result: '1' });
  });
});

it('a module that throws right after it was loaded gives its first call the error, once', async () => {
  for (let n = 0; n < 3; n += 1) {
    const { call, folder } = poolOf(
      `require('node:fs').appendFileSync('starts', 'x');
      setImmediate(() => { throw new RangeError('no config'); });
      exports.handler = async () => new Promise((r) => setTimeout(r, 500));`,
    );
    expect((await call()).error).toMatchObject({
      errorType: 'RangeError',
      errorMessage: 'no config',
    });
    expect(readFileSync(join(folder, 'starts'), 'utf8')).toBe('x');
  }
  expect(errors).toEqual([]);
});

it('calls that running calls wait for get a process, though all are busy', async () => {
  const code = `exports.handler = async ({ wait }) => { const { existsSync } = require('node:fs');
    while (wait && !existsSync(wait)) await new Promise((r) => setTimeout(r, 20)); return 1; };`;
  const { call, folder } = poolOf(code, { most: 2, timeout: 8 });
  const outer = [1, 2, 3].map((n) => call({ wait: join(folder, `${n}`) }));
  // Each waits for another call, which writes its file: as over an API
  const inner = [1, 2, 3].map(async (n) => {
    const outcome = await call();
    writeFileSync(join(folder, `${n}`), '');
    return outcome;
  });
  const all = await Promise.all([...outer, ...inner]);
  expect(all.map(({ result }) => result)).toEqual(['1', '1', '1', '1', '1', '1']);
});

it('calls that wait for nothing but time get no more than eight times the processes', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const { pool, call } = poolOf(
    'exports.handler = async () => new Promise((r) => setTimeout(r, 60_000));',
    { timeout: 60 },
  );
  const calls = Promise.allSettled(Array.from({ length: 12 }, () => call()));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(pool.processes).toBe(8);
  await pool.close();
  await calls;
});

describe('a pool that is closed', () => {
  it('refuses calls that wait for a process, and later ones, and starts none', async () => {
    const { pool, call, folder } = poolOf(
      `exports.handler = async () => { require('node:fs').writeFileSync('runs', ''); await new Promise((r) => setTimeout(r, 60_000)); };`,
      { timeout: 100 },
    );
    const running = call();
    const waiting = call();
    waiting.catch(() => {});
    await vi.waitUntil(() => existsSync(join(folder, 'runs')), 10_000);
    await pool.close();
    await expect(waiting).rejects.toThrow('The run ends');
    await expect(call()).rejects.toThrow('The run ends');
    expect((await running).error).toMatchObject({ errorType: 'Local.Stopped' });
    expect(pool.processes).toBe(0);
  });

  it('has ended every process, with what the handlers started', async () => {
    const code = `const { spawn } = require('node:child_process');
      const child = spawn('sleep', ['1000'], { stdio: 'inherit' });
      exports.handler = async () => [process.pid, child.pid];`;
    const { pool, call } = poolOf(code);
    const pids = JSON.parse((await call()).result!) as number[];
    await pool.close();
    // What nobody has waited for yet is a zombie: Z
    const { stdout } = await execa('ps', ['-o', 'stat=', '-p', pids.join()], { reject: false });
    expect(stdout.split('\n').filter((state) => state && !state.startsWith('Z'))).toEqual([]);
  });
});

// Ctrl-C reaches a process that is being started, too, before it is in a group of its own
it.each([
  [
    'ends its reaper',
    async ({ child }: Reaper) => void (child!.kill('SIGKILL') && (await once(child!, 'exit'))),
  ],
  ['ends its reaper just now', async ({ child }: Reaper) => void child!.kill('SIGKILL')],
  ['leaves its reaper alone', async () => {}],
])('a run removes its files where somebody %s', async (_, end) => {
  const files = [
    temporaryFolder({ 'code/one.js': '' }),
    join(temporaryFolder({ note: '' }), 'note'),
  ];
  const reaper = new Reaper(files);
  await end(reaper);
  await reaper.close();
  expect(files.filter((file) => existsSync(file))).toEqual([]);
});

it('a handler that closes its output, or leaves it to a child, is answered', async () => {
  const closing = poolOf(
    'exports.handler = async () => { require("fs").closeSync(1); return 1; };',
  );
  expect(await closing.call()).toMatchObject({ result: '1' });
  const leaving = poolOf(
    'exports.handler = async () => { require("child_process").spawn("sleep", ["1000"], { stdio: "inherit", detached: true }).unref(); process.exit(2); };',
  );
  const { error } = await leaving.call();
  expect(error).toMatchObject({ errorType: 'Runtime.ExitError' });
});

describe('what a handler prints', () => {
  const TEXTS = [
    ['5000 lines', 'for (let n = 0; n < 5000; n += 1) console.log(n, "x".repeat(100))', 5000],
    [
      'both outputs',
      'for (let n = 0; n < 2000; n += 1) { console.log("x".repeat(99)); console.error("y".repeat(99)); }',
      4000,
    ],
  ] as const;

  it.each(TEXTS)('is all there with its answer: %s', async (_, code, count) => {
    const { call } = poolOf(`exports.handler = async (e) => { if (e.prints) { ${code} } };`);
    expect((await call({ prints: true })).logs.length).toBe(count);
    expect((await call()).logs).toEqual([]);
  });

  it.each(['process.abort()', 'process.exit(1)', 'process.kill(process.pid, "SIGKILL")'])(
    'is all there when it calls %s',
    async (end) => {
      const { call } = poolOf(
        `exports.handler = async () => { for (let n = 0; n < 5000; n += 1) console.log("x".repeat(99)); ${end}; await new Promise((r) => setTimeout(r, 5000)); };`,
      );
      const { logs } = await call();
      expect(logs.filter((line) => /^x+$/.test(line)).length).toBe(5000);
    },
  );

  it('is cut where it is very long, which a line says', async () => {
    const { call } = poolOf(
      'exports.handler = async ({ long }) => { console.log(long ? "x".repeat(3_000_000) : "y"); };',
    );
    const { logs } = await call({ long: true });
    expect(logs[0]).toMatch(/^\(\d{7} earlier characters of the output are not kept\)$/);
    expect(logs[1]).toMatch(/^x{900000,}$/);
    expect((await call()).logs).toEqual(['y']);
  });
});

it.each([
  ['process.abort()', 'Runtime.ExitError', 'signal: aborted'],
  ['process.kill(process.pid, "SIGKILL")', 'Runtime.ExitError', 'signal: killed'],
  ['process.kill(process.pid, "SIGTERM")', 'Runtime.ExitError', 'signal: terminated'],
  ['process.exit(3)', 'Runtime.ExitError', 'exit status 3'],
  [
    'const all = []; for (;;) all.push({ n: [all.length] })',
    'Runtime.OutOfMemory',
    'signal: killed',
  ],
  [
    'const all = []; for (;;) { all.push(Buffer.alloc(1e7, 1)); await new Promise((r) => setTimeout(r, 20)); }',
    'Runtime.OutOfMemory',
    'signal: killed',
  ],
])('a process that ends by %s is reported as Lambda does', async (code, errorType, reason) => {
  const { call } = poolOf(
    `exports.handler = async () => { ${code}; await new Promise((r) => setTimeout(r, 5000)); };`,
    { timeout: 20 },
  );
  const { error } = await call();
  expect(error).toEqual({
    errorType,
    errorMessage: expect.stringMatching(new RegExp(`^RequestId: request-1 Error: .*${reason}$`)),
  });
});

describe('answers as the runtime does that is declared', () => {
  it.each([
    ['a plain value, before Node.js 24', 'nodejs22.x', '(e) => 5', { result: 'null' }],
    ['a plain value, from Node.js 24 on', 'nodejs24.x', '(e) => 5', { result: '5' }],
    ['nothing', 'nodejs20.x', '() => {}', { result: 'null' }],
    [
      'an exception',
      'nodejs22.x',
      '() => { throw new TypeError("x"); }',
      { error: { errorType: 'TypeError', errorMessage: 'x' } },
    ],
    [
      'an exception',
      'nodejs24.x',
      '() => { throw new TypeError("x"); }',
      { error: { errorType: 'TypeError', errorMessage: 'x' } },
    ],
    ['a promise', 'nodejs22.x', '() => Promise.resolve(5)', { result: '5' }],
    ['a promise beside a callback', 'nodejs22.x', 'async (e, c, done) => 5', { result: '5' }],
    [
      'a call back',
      'nodejs22.x',
      '(e, c, done) => setTimeout(() => done(null, 5), 5)',
      { result: '5' },
    ],
    [
      'a call back with an error',
      'nodejs22.x',
      '(e, c, done) => done(new RangeError("x"))',
      { error: { errorType: 'RangeError' } },
    ],
    [
      'a call back with a text',
      'nodejs22.x',
      '(e, c, done) => done("x")',
      { error: { errorType: 'string', errorMessage: 'x' } },
    ],
    [
      'the first of two calls',
      'nodejs22.x',
      '(e, c, done) => { done(null, 1); done(null, 2); }',
      { result: '1' },
    ],
    [
      'a call back, then what is left to do',
      'nodejs22.x',
      '(e, c, done) => { const r = []; setTimeout(() => r.push(1), 30); done(null, r); }',
      { result: '[1]' },
    ],
    [
      'a call back at once, where the event loop is not waited for',
      'nodejs22.x',
      '(e, c, done) => { c.callbackWaitsForEmptyEventLoop = false; const r = []; setTimeout(() => r.push(1), 30); done(null, r); }',
      { result: '[]' },
    ],
    ['context.succeed', 'nodejs22.x', '(e, c) => c.succeed(5)', { result: '5' }],
    [
      'context.fail',
      'nodejs22.x',
      '(e, c) => c.fail()',
      { error: { errorType: 'string', errorMessage: 'handled' } },
    ],
    [
      'a third parameter, from Node.js 24 on',
      'nodejs24.x',
      '(e, c, done) => done(null, 5)',
      { error: { errorType: 'Runtime.CallbackHandlerDeprecated' } },
    ],
    ['a call that never comes', 'nodejs22.x', '(e, c, done) => {}', { result: 'null' }],
    [
      'a promise that never settles',
      'nodejs22.x',
      'async () => new Promise(() => {})',
      { error: { errorType: 'Runtime.NodeJsExit' } },
    ],
    [
      'a promise that never settles',
      'nodejs24.x',
      'async () => new Promise(() => {})',
      { error: { errorType: 'Runtime.NodeJsExit' } },
    ],
    [
      'an error without a text',
      'nodejs22.x',
      'async () => { throw Object.create(null); }',
      { error: { errorType: 'handled' } },
    ],
  ])('%s (%s: %s)', async (_, runtime, handler, outcome) => {
    const { call } = poolOf(`exports.handler = ${handler};`, { runtime });
    // The process is as good for another call as it was for the first
    expect(await call()).toMatchObject(outcome);
    expect(await call()).toMatchObject(outcome);
  });
});
