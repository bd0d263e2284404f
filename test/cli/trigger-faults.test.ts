import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lambdaGen, type Surroundings } from '../support/commands.ts';
import { snapshot, temporaryFolder, write } from '../support/folders.ts';

const CONSTRUCT = (
  name: string,
  module: string,
  made: string,
) => `import { Construct } from 'constructs';
import { ${made.split('(')[0]} } from 'aws-cdk-lib/${module}';

export class ${name} extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ${made};
  }
}
`;

/** A stack whose queue and whose function other modules make: three files are edited, and others come. */
const FILES = {
  'cdk.json': '{"app": "npx tsx bin/app.ts"}',
  'package.json': '{"devDependencies": {"vitest": "*"}}',
  'lib/app-stack.ts': `import { Stack } from 'aws-cdk-lib';
import { Jobs } from './jobs';
import { Work } from './work';

export class AppStack extends Stack {
  constructor(scope: unknown, id: string) {
    super(scope as never, id);
    new Jobs(this, 'Jobs');
    new Work(this, 'Work');
  }
}
`,
  'lib/jobs.ts': CONSTRUCT('Jobs', 'aws-sqs', "Queue(this, 'Queue')"),
  'lib/work.ts': CONSTRUCT(
    'Work',
    'aws-lambda-nodejs',
    "NodejsFunction(this, 'Resize', { entry: 'src/resize.ts' })",
  ),
  'src/resize.ts': 'export const handler = async () => 1;\n',
};

const EDITED = ['lib/app-stack.ts', 'lib/jobs.ts', 'lib/work.ts'];

const add = (cwd: string, around?: Surroundings) =>
  lambdaGen(['add', 'trigger', 'resize', 'sqs', '--queue', 'jobs', '--yes', '--no-install'], {
    cwd,
    ...around,
  });

let whole: ReturnType<typeof snapshot>;

beforeAll(async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'create-lambda-app-'));
  write(cwd, FILES);
  const { exitCode, stderr } = await add(cwd);
  expect(exitCode, stderr).toBe(0);
  whole = snapshot(cwd);
  rmSync(cwd, { recursive: true });
}, 60_000);

describe('add trigger', () => {
  it('edits every module that has to be', () => {
    for (const path of EDITED) expect(whole![path]).not.toBe(FILES[path as keyof typeof FILES]);
  });

  it.each([0, 1, 2, 3, 4, 7])('killed at write %i is put right by the next run', async (at) => {
    const cwd = temporaryFolder(FILES);
    const env = { SIGNAL: 'SIGKILL', AT: String(at) };
    expect(await add(cwd, { preload: ['at-rename'], env })).toMatchObject({ signal: 'SIGKILL' });
    const { exitCode, stdout } = await add(cwd);
    expect(exitCode).toBe(0);
    expect(stdout.includes('An interrupted run was undone.')).toBe(at > 1);
    expect(snapshot(cwd)).toEqual(whole);
  });

  it.each(EDITED)('writes nothing when %s was edited since it was read', async (path) => {
    const cwd = temporaryFolder(FILES);
    const { exitCode, stderr } = await add(cwd, {
      preload: ['edited-meanwhile'],
      env: { FILE: path },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${path} changed on disk since it was read`);
    const text = FILES[path as keyof typeof FILES];
    expect(snapshot(cwd)).toEqual(
      snapshot(temporaryFolder({ ...FILES, [path]: `${text}// edited\n` })),
    );
  });

  it.each(['lib', 'src', 'lib/jobs.ts', 'events', 'test'])(
    'neither reads nor writes through %s when it is a link out of the project',
    async (path) => {
      const cwd = temporaryFolder(FILES);
      const outside = temporaryFolder({ keep: 'mine' });
      const [there, moved] = [join(cwd, path), join(outside, 'moved')];
      if (existsSync(there)) renameSync(there, moved);
      symlinkSync(existsSync(moved) ? moved : outside, there);
      const before = [snapshot(outside), snapshot(cwd)];
      const { exitCode } = await add(cwd);
      expect(exitCode).not.toBe(0);
      expect([snapshot(outside), snapshot(cwd)]).toEqual(before);
    },
  );

  it.each([
    ['no JSON', '{'],
    ['a newer schema', '{"schema": 99}'],
    ['a file outside', '{"schema":1,"additions":[],"files":{"a/sqs":{"../../x":""}}}'],
    [
      'an insertion outside',
      '{"schema":1,"files":{},"additions":[{"kind":"trigger","key":"a/sqs","options":{},"inserted":{"/etc/passwd":["root"]}}]}',
    ],
    ['its prototype as a file', '{"schema":1,"additions":[],"files":{"__proto__":{"x":1}}}'],
  ])('writes nothing where the manifest is hostile: %s', async (_, manifest) => {
    const cwd = temporaryFolder(FILES);
    write(cwd, { 'lambda-app.json': manifest });
    const before = snapshot(cwd);
    const { exitCode, stderr } = await add(cwd);
    expect(exitCode, stderr).toBe(1);
    expect(stderr).toContain('lambda-app.json');
    expect(snapshot(cwd)).toEqual(before);
  });
});

// On Windows there are no such files
describe.skipIf(process.platform === 'win32')('a pipe is not waited for', () => {
  it.each([
    ['cdk.json', 1],
    ['lambda-app.json', 1],
    ['package.json', 1],
    // What is no file is listed as none: the queue is not found
    ['lib/jobs.ts', 2],
  ])('as %s', async (path, code) => {
    const cwd = temporaryFolder(FILES);
    rmSync(join(cwd, path), { force: true });
    execFileSync('mkfifo', [join(cwd, path)]);
    const { exitCode, signal, stderr } = await add(cwd);
    expect({ exitCode, signal }, stderr).toEqual({ exitCode: code, signal: undefined });
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
