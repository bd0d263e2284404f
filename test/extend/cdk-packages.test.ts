import { describe, expect, it } from 'vitest';
import { functionsIn } from '../../src/infrastructure/cdk/functions.ts';
import { cdkModules } from '../../src/infrastructure/cdk/modules.ts';
import { addTrigger, after, type Host, hostOf, kitOf, read } from '../support/extend.ts';

const project = (body: string) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'node_modules/@acme/patterns/package.json':
      '{ "name": "@acme/patterns", "types": "index.d.ts" }',
    'node_modules/@acme/patterns/index.d.ts': `import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
export interface QueueWorkerProps {
  readonly existingLambdaObj?: lambda.Function;
  readonly existingQueueObj?: sqs.Queue;
  readonly lambdaFunctionProps?: lambda.FunctionProps;
}
export declare class QueueWorker extends Construct {
  readonly lambdaFunction: lambda.Function;
  readonly existingLambdaObj?: lambda.Function;
  readonly queue: sqs.Queue;
  constructor(scope: Construct, id: string, props: QueueWorkerProps);
}
export interface PairProps {
  readonly first?: lambda.IFunction;
}
export declare class Pair extends Construct {
  readonly one: lambda.IFunction;
  readonly two: lambda.IFunction;
  constructor(scope: Construct, id: string, props?: PairProps);
}
`,
    'lib/shop-stack.ts': `import { Duration, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Pair, QueueWorker, type QueueWorkerProps } from '@acme/patterns';
import { Construct } from 'constructs';

const CODE = { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('0') };

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string, props: QueueWorkerProps = {}) {
    super(scope, id);
${body}  }
}
`,
  });

function functionsOf(host: Host) {
  const { disk } = kitOf(host);
  const all = cdkModules(disk, () => true).flatMap((module) => functionsIn(disk, module));
  return all.map(({ names }) => names[0]).sort();
}

const OWN = "    const own = new Function(this, 'Own', CODE);\n";
const GIVEN = "    const worker = new QueueWorker(this, 'Worker', { existingLambdaObj: own });\n";

describe('a function that a class of a package holds', () => {
  it.each([
    [
      'makes it',
      `    new QueueWorker(this, 'Worker', { lambdaFunctionProps: CODE });\n`,
      ['Worker'],
    ],
    ['is given it', OWN + GIVEN, ['Own']],
    [
      'is given it in an object',
      `${OWN}    const more = { existingLambdaObj: own };\n    new QueueWorker(this, 'Worker', more);\n`,
      ['Own'],
    ],
    [
      'makes it beside its queue',
      `    const existingQueueObj = new Queue(this, 'Jobs');\n    new QueueWorker(this, 'Worker', { existingQueueObj });\n`,
      ['Worker'],
    ],
  ])('is its own where the class %s', (_, body, functions) => {
    expect(functionsOf(project(body))).toEqual(functions);
  });

  it('is not its own where the class is given what is not followed', () => {
    const host = project(`    let own: Function;
    own = new Function(this, 'Own', CODE);
    new QueueWorker(this, 'Worker', { existingLambdaObj: own });
`);
    expect(functionsOf(host)).toEqual(['Own']);
  });

  it('is not known to be its own where the class passes on what it may be given', () => {
    const host = project(
      "    new QueueWorker(this, 'Worker', { existingLambdaObj: props.existingLambdaObj });\n",
    );
    expect(() => addTrigger(host, 'Worker', 'schedule')).toThrow(
      'lambdaFunction may be what its class was given as existingLambdaObj',
    );
  });

  it('is not known to be its own where the class may be given it', () => {
    const host = project("    new QueueWorker(this, 'Worker', props);\n");
    expect(() => addTrigger(host, 'Worker', 'schedule')).toThrow(
      'lambdaFunction may be what its class was given as existingLambdaObj',
    );
  });

  it('is not known to be its own beside another one that the class is given', () => {
    const host = project(`${OWN}    new Pair(this, 'Pair', { first: own });\n`);
    expect(() => addTrigger(host, 'Pair/two', 'schedule')).toThrow(
      'two may be what its class was given as first',
    );
  });

  it('reads what is connected to the member that holds it', () => {
    const host =
      project(`    const jobs = new Queue(this, 'Jobs', { visibilityTimeout: Duration.minutes(5) });
    const other = new Function(this, 'Other', CODE);
    other.addEnvironment('A', 'b');
${OWN}${GIVEN}    worker.lambdaFunction.addEventSource(new SqsEventSource(jobs));
`);
    expect(() => addTrigger(host, 'Other', 'sqs', { queue: 'Jobs' })).toThrow(
      'The messages of Jobs go to Own already',
    );
    const there = after(host, addTrigger(host, 'Own', 'schedule'));
    expect(read(there, 'lib/shop-stack.ts')).toContain('own.functionArn');
  });
});

describe('a package of the same repository, which its workspace has installed', () => {
  const SOURCE = `import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
export class Worker extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const handler = new lambda.Function(this, 'Fn', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('0'),
    });
    handler.addEnvironment('A', 'b');
  }
}
`;
  const BUILT = `import { Construct } from 'constructs';
export declare class Worker extends Construct {
  constructor(scope: Construct, id: string);
}
`;
  const manifest = '{ "name": "@acme/worker", "types": "index.d.ts" }';

  it('is read from its source, not from what was built of it', () => {
    const { files } = project("    new Worker(this, 'Worker');\n");
    const stack = files
      .get('lib/shop-stack.ts')!
      .replace('import { Pair', "import { Worker } from '@acme/worker';\nimport { Pair");
    const host: Host = {
      form: 'cdk',
      files: new Map([
        ...files,
        ['lib/shop-stack.ts', stack],
        ['packages/worker/package.json', manifest],
        ['packages/worker/index.ts', SOURCE],
        ['node_modules/@acme/worker/package.json', manifest],
        ['node_modules/@acme/worker/index.d.ts', BUILT],
      ]),
    };
    expect(functionsOf(host)).toEqual(['WorkerFn']);
    const there = after(host, addTrigger(host, 'Fn', 'sqs'));
    expect(read(there, 'packages/worker/index.ts')).toContain('handler.addEventSource(');
  });
});

it('a package may name its modules by a pattern', () => {
  const host = hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{ "name": "shop" }',
    'node_modules/@acme/kit/package.json':
      '{ "name": "@acme/kit", "exports": { "./*": { "types": "./built/*/index.d.ts" } } }',
    'node_modules/@acme/kit/built/functions/worker/index.d.ts': `import { Function } from 'aws-cdk-lib/aws-lambda';
export declare class Worker extends Function {}
`,
    'bin/app.ts': `import { App, Stack } from 'aws-cdk-lib';
import { Worker } from '@acme/kit/functions/worker';

const stack = new Stack(new App(), 'Shop');
new Worker(stack, 'Mail');
`,
  });
  expect(functionsOf(host)).toEqual(['Mail']);
});
