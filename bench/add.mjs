// Prints how long `lambda-gen add trigger` takes, as a ratio to `node -e 0` measured in the same run, in projects
// of ten and of five hundred functions, ten a file.
// Usage: npm run bench:add [-- <runs>]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const runs = Number(process.argv[2] ?? 10);
const cli = join(import.meta.dirname, '../bin/lambda-gen.js');
const root = mkdtempSync(join(tmpdir(), 'bench-add-'));
const A_FILE = 10;

const range = (n) => Array.from({ length: n }, (_, i) => i);

const serverless = (i) => `  Fn${i}Function:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: fn${i}.handler
      Runtime: nodejs22.x
`;
const templateOf = (ids) =>
  `Transform: AWS::Serverless-2016-10-31\nResources:\n${ids.map(serverless).join('')}`;

const statement = (i) => `    new NodejsFunction(this, 'Fn${i}', { entry: 'src/fn${i}.ts' });\n`;
const stackOf = (n, ids) => `import { Stack } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export class Part${n}Stack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
${ids.map(statement).join('')}  }
}
`;

const WRITERS = {
  SAM: (folder, n, ids) => writeFileSync(join(folder, `part${n}.yaml`), templateOf(ids)),
  CDK: (folder, n, ids) => writeFileSync(join(folder, `part${n}.ts`), stackOf(n, ids)),
};

function project(form, functions) {
  const folder = join(root, `${form}-${functions}`);
  mkdirSync(join(folder, 'src'), { recursive: true });
  if (form === 'CDK') writeFileSync(join(folder, 'cdk.json'), '{ "app": "tsx app.ts" }\n');
  for (const i of range(functions))
    writeFileSync(
      join(folder, `src/fn${i}.${form === 'CDK' ? 'ts' : 'js'}`),
      'export const handler = async () => {};\n',
    );
  for (const n of range(functions / A_FILE))
    WRITERS[form](
      folder,
      n,
      range(A_FILE).map((i) => n * A_FILE + i),
    );
  return folder;
}

function run(args, cwd) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return performance.now() - start;
}

/** Each run has a project that nothing was added to. */
const add = (form, functions) => {
  const untouched = project(form, functions);
  const cwd = `${untouched}-extended`;
  const fn = form === 'SAM' ? 'Fn7Function' : 'Fn7';
  return () => {
    rmSync(cwd, { recursive: true, force: true });
    cpSync(untouched, cwd, { recursive: true });
    return run([cli, 'add', 'trigger', fn, 'sqs'], cwd);
  };
};

const subjects = {
  'node -e 0': () => run(['-e', '0'], root),
  'SAM, 10 functions': add('SAM', 10),
  'SAM, 500 functions': add('SAM', 500),
  'CDK, 10 functions': add('CDK', 10),
  'CDK, 500 functions': add('CDK', 500),
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
for (const subject of Object.values(subjects)) subject();
for (let i = 0; i < runs; i++)
  for (const [name, subject] of Object.entries(subjects)) times[name].push(subject());
rmSync(root, { recursive: true });

const bare = median(times['node -e 0']);
console.log(`node ${process.version}, median of ${runs}, whole processes`);
for (const [name, values] of Object.entries(times)) {
  const ms = median(values);
  console.log(`${name.padEnd(19)} ${ms.toFixed(0).padStart(5)} ms  ${(ms / bare).toFixed(1)} ×`);
}
