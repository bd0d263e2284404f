import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { plainTemplate, project } from './project.ts';

const bin = join(packageRoot, 'bin/lambda-gen.js');

/** Runs `lambda-gen invoke` in a project. */
const invoke = (cwd: string, args: readonly string[], input = '') =>
  execa('node', [bin, 'invoke', ...args], {
    cwd,
    reject: false,
    input,
    // Where CI is set, colours are on
    env: { SECRET_OF_MINE: 'x', NO_COLOR: '1' },
  });

async function json(cwd: string, args: readonly string[]) {
  const { stdout, exitCode } = await invoke(cwd, [...args, '--json']);
  return { ...JSON.parse(stdout), exitCode };
}

const MODULES = {
  'echo.js': `exports.handler = async (event, context) => {
    console.log('hello', event.n);
    console.error('careful');
    return { event, name: context.functionName, memory: context.memoryLimitInMB, arn: context.invokedFunctionArn,
      left: context.getRemainingTimeInMillis(), id: context.awsRequestId, env: process.env };
  };`,
  'throws.js': `class NotPaid extends Error { name = 'NotPaid' }
    exports.handler = async () => { throw new NotPaid('no money'); };`,
  'hangs.js': 'exports.handler = () => new Promise(() => setInterval(() => {}, 1000));',
  'spins.js': 'exports.handler = async () => { for (;;); };',
  'exits.js': `exports.handler = async () => { console.log('bye'); process.exit(3); };`,
  'eats.js':
    'exports.handler = async () => { const all = []; for (;;) all.push(Buffer.alloc(8 << 20, 1)); };',
  'calls.js':
    'exports.handler = (event, context, done) => setTimeout(() => done(null, "called"), 5);',
  'rejects.js': `exports.handler = () => { Promise.reject(new Error('lost')); return new Promise(() => {}); };`,
  'broken.js': 'exports.handler = async () => {',
  'lacks.js': `require('./nowhere'); exports.handler = async () => 1;`,
  'nothing.js': 'exports.other = 1;',
  'circle.js': 'exports.handler = async () => { const a = {}; a.a = a; return a; };',
};

const IDS = Object.keys(MODULES).map((name) => name[0]!.toUpperCase() + name.slice(1, -3));

const plain = () =>
  project({
    ...MODULES,
    'template.yaml': plainTemplate(IDS),
    'events/echo.valid.json': '{"n": 7}',
  });

describe('invoke', () => {
  it('gives the result, the log and the time, and nothing else with --json', async () => {
    const answer = await json(plain(), ['echo']);
    expect(answer).toMatchObject({
      function: 'Echo',
      timedOut: false,
      exitCode: 0,
      logs: ['hello 7', 'careful'],
    });
    expect(answer.result).toMatchObject({ event: { n: 7 }, memory: '256' });
    expect(answer.result.arn).toMatch(/^arn:aws:lambda:us-east-1:000000000000:function:.+-Echo$/);
    expect(answer.result.left).toBeGreaterThan(0);
    expect(answer.result.left).toBeLessThanOrEqual(1000);
    expect(Object.keys(answer).sort()).toEqual([
      'durationMs',
      'exitCode',
      'function',
      'logs',
      'result',
      'timedOut',
    ]);
  });

  it('gives a function the variables of Lambda, and none of the user', async () => {
    const { result } = await json(plain(), ['echo']);
    expect(result.env).toMatchObject({
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_REGION: 'us-east-1',
      _HANDLER: 'echo.handler',
    });
    expect(result.env.AWS_ENDPOINT_URL).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(result.env.SECRET_OF_MINE).toBeUndefined();
  });

  it('reads an event from a file, and from the standard input', async () => {
    const cwd = plain();
    writeFileSync(join(cwd, 'mine.json'), '{"n": 8}');
    expect((await json(cwd, ['Echo', '--event', 'mine.json'])).result.event).toEqual({ n: 8 });
    const { stdout } = await invoke(cwd, ['Echo', '--event', '-', '--json'], '{"n": 9}');
    expect(JSON.parse(stdout).result.event).toEqual({ n: 9 });
  });

  it('prints the result to stdout, the rest to stderr', async () => {
    const { stdout, stderr, exitCode } = await invoke(plain(), ['calls']);
    expect([stdout, exitCode]).toEqual(['"called"', 0]);
    expect(stderr).toMatch(/^Calls, event: .*\n\d+ ms$/);
  });

  it.each([
    ['throws', { errorType: 'NotPaid', errorMessage: 'no money' }, false],
    [
      'hangs',
      {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(
          /^RequestId: [\w-]+ Error: Task timed out after 1\.00 seconds$/,
        ),
      },
      true,
    ],
    ['spins', { errorType: 'Sandbox.Timedout' }, true],
    [
      'exits',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(/Runtime exited with error: exit status 3$/),
      },
      false,
    ],
    ['rejects', { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'lost' }, false],
    ['broken', { errorType: 'Runtime.UserCodeSyntaxError' }, false],
    ['lacks', { errorType: 'Runtime.ImportModuleError' }, false],
    [
      'nothing',
      {
        errorType: 'Runtime.HandlerNotFound',
        errorMessage: 'nothing.handler is undefined or not exported',
      },
      false,
    ],
    ['circle', { errorType: 'Runtime.MarshalError' }, false],
  ])('reports a function that %s as Lambda does', async (name, error, timedOut) => {
    expect(await json(plain(), [name])).toMatchObject({ error, timedOut, exitCode: 1 });
  });

  it('reports a function that eats its memory as Lambda does', async () => {
    const template = plainTemplate(['Eats'], 'Timeout: 30\n      MemorySize: 128');
    const answer = await json(project({ ...MODULES, 'template.yaml': template }), ['eats']);
    const errorMessage = expect.stringMatching(/signal: killed$/);
    expect(answer).toMatchObject({
      error: { errorType: 'Runtime.OutOfMemory', errorMessage },
      exitCode: 1,
    });
  });

  it('keeps what a function printed before it exited', async () => {
    expect((await json(plain(), ['exits'])).logs).toEqual(['bye']);
  });

  it('bundles TypeScript as sam build does, and shows where it cannot', async () => {
    const template = `${plainTemplate(['Typed'])}    Metadata:
      BuildMethod: esbuild
      BuildProperties: {EntryPoints: [typed.ts], Format: esm, OutExtension: [.js=.mjs]}
`;
    const cwd = project({
      'template.yaml': template,
      'typed.ts': 'export const handler = async (e: { n: number }): Promise<number> => e.n;',
    });
    writeFileSync(join(cwd, 'e.json'), '{"n": 1}');
    expect(await json(cwd, ['typed', '--event', 'e.json'])).toMatchObject({ result: 1 });
    writeFileSync(join(cwd, 'typed.ts'), 'export const handler = ;');
    const { error } = await json(cwd, ['typed']);
    expect(error.errorMessage).toMatch(/^The code cannot be bundled:\ntyped\.ts:1: Unexpected ";"/);
  });

  it.each([
    [['nobody'], 2, /There is no function "nobody"[\s\S]*Echo/],
    [
      ['echo', '--event', 'vlaid'],
      2,
      /There is no sample event "vlaid"[\s\S]*Did you mean "valid"\? Echo has: valid/,
    ],
    [['echo', '--parameter', 'x'], 2, /--parameter x has no value/],
    [
      ['echo', '--parameter', 'Stge=x'],
      2,
      /There is no parameter "Stge"[\s\S]*The project has none/,
    ],
    [['echo', '--event', 'events'], 2, /events is a folder\s+Name a file in it/],
    [
      ['echo', '--evnt', 'x'],
      2,
      /Did you mean "--event"\? Known: --parameter, --template, --event, --cwd, --json, --help\.$/,
    ],
    [[], 2, /Missing: <function>/],
  ])('%j exits with %d', async (args, code, message) => {
    const { exitCode, stderr } = await invoke(plain(), args);
    expect(exitCode).toBe(code);
    expect(stderr).toMatch(message);
  });

  it('refuses a folder without infrastructure', async () => {
    const { exitCode, stderr } = await invoke(project({ 'a.txt': '' }), ['x']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('no infrastructure that can be run');
  });

  describe('knows a function by the folder of its module, and cases by their short names', () => {
    const template = plainTemplate(['ResizeRun', 'OrdersGet', 'OrdersList'])
      .replace('resizerun.handler', 'src/resize/run.handler')
      .replace('ordersget.handler', 'src/orders/get.handler')
      .replace('orderslist.handler', 'src/orders/list.handler');
    const echo = 'exports.handler = async (event) => event;';
    const asked = () =>
      project({
        'template.yaml': template,
        'src/resize/run.js': echo,
        'src/orders/get.js': echo,
        'src/orders/list.js': echo,
        'events/resize/run.big.json': '"big"',
        'events/resize-run/sqs.valid.json': '"queued"',
        'events/resize-run/s3.direct.json': '"uploaded"',
        'events/orders/get.valid.json': '"got"',
      });

    it.each([
      [['resize'], 'queued'],
      [['resize/run', '--event', 'big'], 'big'],
      [['resize', '--event', 'sqs.valid'], 'queued'],
      [['resize', '--event', 'direct'], 'uploaded'],
      [['orders/get'], 'got'],
      [['orders/list'], {}],
      [['run'], 'queued'],
      [['src/orders/get.js'], 'got'],
      [['./src/orders/get.ts'], 'got'],
      [['resize-r'], 'queued'],
    ])('%j', async (args, result) => {
      expect(await json(asked(), args)).toMatchObject({ result });
    });

    it('but not where a folder has several', async () => {
      const { exitCode, stderr } = await invoke(asked(), ['orders']);
      expect([exitCode, stderr]).toEqual([
        2,
        expect.stringMatching(/"orders" could be any of these:\s+OrdersGet.*\s+OrdersList/),
      ]);
    });
  });

  it('leaves nothing behind', async () => {
    const cwd = plain();
    const { result } = await json(cwd, ['echo']);
    expect(() => readFileSync(result.env.LAMBDA_TASK_ROOT.replace(cwd, 'x'))).toThrow();
    const { stdout } = await execa('ps', ['-eo', 'args']);
    expect(stdout).not.toContain(cwd);
  });
});
