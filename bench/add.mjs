// Prints how long `lambda-gen add` takes, as a ratio to `node -e 0` measured in the same run: a trigger in projects of
// ten and of five hundred functions, ten a file, and a pattern in a project of ours.
// Usage: npm run bench:add [-- <runs>]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure, run, scratch, subject } from './measure.mjs';

const runs = Number(process.argv[2] ?? 10);
const bin = join(import.meta.dirname, '../bin');
const cli = join(bin, 'lambda-gen.js');
const root = scratch();
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

const addTrigger = (form, functions) => {
  const fn = form === 'SAM' ? 'Fn7Function' : 'Fn7';
  return subject(root, [cli, 'add', 'trigger', fn, 'sqs'], project(form, functions));
};

const addPattern = (iac) => {
  const create = join(bin, 'create-lambda-app.js');
  run([create, `own-${iac}`, '--iac', iac, '--yes', '--no-install', '--no-git'], root);
  const args = [cli, 'add', 'pattern', 'pub-sub', 'wide', '--yes', '--no-install'];
  return subject(root, args, join(root, `own-${iac}`));
};

measure(
  runs,
  {
    'trigger, SAM, 10 functions': addTrigger('SAM', 10),
    'trigger, SAM, 500 functions': addTrigger('SAM', 500),
    'trigger, CDK, 10 functions': addTrigger('CDK', 10),
    'trigger, CDK, 500 functions': addTrigger('CDK', 500),
    'pattern, SAM': addPattern('sam'),
    'pattern, CDK': addPattern('cdk'),
  },
  {
    'trigger, SAM, 10 functions': 3.5,
    'trigger, SAM, 500 functions': 3.5,
    'trigger, CDK, 10 functions': 8,
    'trigger, CDK, 500 functions': 8,
    'pattern, SAM': 4.5,
    'pattern, CDK': 8,
  },
);
