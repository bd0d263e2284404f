import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { noteOf } from '../../src/run/invoke/running.ts';
import { project } from './project.ts';

const bin = join(packageRoot, 'bin/lambda-gen.js');

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  One:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs22.x, Handler: one.handler, Timeout: 900, Events: {Api: {Type: HttpApi, Properties: {Path: /one, Method: get}}}}
    Metadata: {BuildMethod: esbuild, BuildProperties: {EntryPoints: [one.ts]}}
  Table: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [{AttributeName: id, AttributeType: S}], KeySchema: [{AttributeName: id, KeyType: HASH}]}}
  Queue: {Type: AWS::SQS::Queue}
`;

const HANDLER = `import { spawn } from 'node:child_process';
export const handler = async () => {
  spawn('sleep', ['1000'], { stdio: 'ignore' });
  await new Promise((resolve) => setTimeout(resolve, 900_000));
};`;

/** An app that takes its time, in a shell and a process below it, as synthesis does. */
const SLOW_APP = `import { spawnSync } from 'node:child_process';
spawnSync('sleep', ['1000']);`;

/** A project with modules of its own: what is left in them is of no other test. */
function ownProject(files: Readonly<Record<string, string>>): string {
  const folder = project({ ...files, 'package.json': '{}', 'node_modules/.keep': '' });
  for (const name of ['esbuild', 'dynalite', 'fauxqs'])
    symlinkSync(join(packageRoot, 'node_modules', name), join(folder, 'node_modules', name));
  return folder;
}

const sam = () => ownProject({ 'template.yaml': TEMPLATE, 'one.ts': HANDLER });
const cdk = () => ownProject({ 'cdk.json': '{"app": "node slow.mjs"}', 'slow.mjs': SLOW_APP });

const linkOf = (path: string) => {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
};

const textOf = (path: string) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** Processes that work in a folder or name it. */
const processesIn = (folder: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter(
      (pid) =>
        linkOf(`/proc/${pid}/cwd`).startsWith(folder) ||
        textOf(`/proc/${pid}/cmdline`).includes(folder),
    )
    .map((pid) => `${pid} ${textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`);

async function untilNone(what: () => readonly string[]): Promise<readonly string[]> {
  for (let tries = 0; tries < 50 && what().length > 0; tries += 1) await delay(100);
  return what();
}

/** The folders of runs that a project has. */
function runsIn(folder: string): readonly string[] {
  const cache = join(folder, 'node_modules/.cache/lambda-gen');
  return existsSync(cache) ? readdirSync(cache).filter((each) => each.startsWith('run-')) : [];
}

interface Run {
  readonly folder: string;
  readonly output: () => string;
  readonly page: () => string | undefined;
  readonly address: () => string | undefined;
}

/** Starts dev or another command, waits, and presses Ctrl-C: the signal reaches the whole group, as from a terminal. */
async function stopped(
  folder: string,
  wait: (run: Run) => Promise<unknown>,
  signal: NodeJS.Signals,
  args: readonly string[] = ['dev', '--port', '0', '--json'],
) {
  const child = spawn('node', [bin, ...args], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const address = () => /"apis":\{"\w+":"([^"]+)"/.exec(output)?.[1];
  const page = () => /"page":"([^"]+)"/.exec(output)?.[1];
  const exit = once(child, 'exit');
  await wait({ folder, output: () => output, address, page });
  process.kill(-child.pid!, signal);
  const [code] = await exit;
  const left = await untilNone(() => processesIn(folder));
  const runs = await untilNone(() => runsIn(folder));
  return { code, left, runs, note: existsSync(noteOf(folder)), output };
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(10);
}

const untilReady = ({ output }: Run) => until(() => output().includes('"ready":true'));

const untilOneRuns = ({ folder }: Run, program: string) =>
  until(() => processesIn(folder).some((each) => each.includes(program)));

/** Stages that a start of dev goes through, by what can be seen of them. */
const STAGES: Readonly<Record<string, (run: Run) => Promise<void>>> = {
  'when it has been started': async () => {},
  'when its process is there': ({ folder }) => until(() => processesIn(folder).length > 0),
  'when it has left its note': ({ folder }) => until(() => existsSync(noteOf(folder))),
  'when it has a folder for its run': ({ folder }) => until(() => runsIn(folder).length > 0),
  'when it is ready': untilReady,
};

/** Until what the handler or the app starts is there. */
const untilSleeps = (run: Run) => untilOneRuns(run, 'sleep');

/** Until the page has the queue of the changed template. */
const untilReloaded = ({ page }: Run) =>
  until(async () => (await (await fetch(`${page()}api/state`)).text()).includes('"Other"'));

const call = async (run: Run) => {
  await untilReady(run);
  void fetch(`${run.address()}/one`).catch(() => {});
};

const isLinux = existsSync('/proc/self/cwd');

describe.skipIf(!isLinux)('dev that is stopped leaves no process, file or note', () => {
  // Before dev listens to signals, they end it as they end any process
  const expected = {
    code: expect.toSatisfy((code) => code === 0 || code === 130 || code === null),
    left: [],
    runs: [],
    note: false,
  };

  it.each(Object.entries(STAGES))('%s', async (_, stage) => {
    const { output, ...result } = await stopped(sam(), stage, 'SIGINT');
    expect(result).toEqual(expected);
    expect(output).not.toMatch(/bug|at .+:\d+:\d+/);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'while a CDK app is synthesised: %s',
    async (signal) => {
      const { output, ...result } = await stopped(cdk(), untilSleeps, signal);
      expect(result).toEqual(expected);
      expect(output).not.toContain('cannot be synthesised');
    },
  );

  it.each([
    ['with the first call on its way', call],
    [
      'when a process for the first call is there',
      async (run: Run) => {
        await call(run);
        await untilOneRuns(run, 'bootstrap');
      },
    ],
  ])('%s', async (_, wait) => {
    const { output, ...result } = await stopped(sam(), wait, 'SIGINT');
    expect(result).toEqual(expected);
    expect(output).not.toMatch(/This is a bug/);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'in the middle of a call, with what the handler started: %s',
    async (signal) => {
      const wait = async (run: Run) => {
        await call(run);
        await untilSleeps(run);
      };
      const { output: _, ...result } = await stopped(sam(), wait, signal);
      expect(result).toEqual(expected);
    },
  );

  it.each([
    ['with changed infrastructure', async () => {}],
    ['when the infrastructure has been read again', untilReloaded],
  ])('%s', async (_, wait) => {
    const changed = async (run: Run) => {
      await untilReady(run);
      writeFileSync(
        join(run.folder, 'template.yaml'),
        `${TEMPLATE}  Other: {Type: AWS::SQS::Queue}\n`,
      );
      await wait(run);
    };
    const { output, ...result } = await stopped(sam(), changed, 'SIGINT');
    expect(result).toEqual(expected);
    expect(output).not.toMatch(/✖/);
  });

  it.each(['SIGINT', 'SIGKILL'] as const)('and so does invoke: %s', async (signal) => {
    const { output: _, ...result } = await stopped(sam(), untilSleeps, signal, ['invoke', 'One']);
    expect(result).toEqual(expected);
  });
});
