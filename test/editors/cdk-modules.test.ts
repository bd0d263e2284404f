import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import { readImports } from '../../src/editors/cdk/syntax/imports.ts';
import { isLibrary, isVersion1, OWN } from '../../src/editors/cdk/syntax/kinds.ts';
import { readSource } from '../../src/editors/cdk/syntax/source.ts';
import { functionsIn, uninstalledFunctions } from '../../src/infrastructure/cdk/functions.ts';
import { moduleAt } from '../../src/infrastructure/cdk/modules.ts';
import { stacksIn } from '../../src/infrastructure/cdk/stacks.ts';
import { crlf, MARK } from '../support/edits.ts';
import { memoryBase } from '../support/memory.ts';
import { STACKS } from './cdk-corpus.ts';

const PATH = projectPath('stack.ts');

const OURS = `import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
export class LambdaFunction extends NodejsFunction {}
`;

/** A module with one construct of ours beside it. */
function read(text: string) {
  const disk = memoryBase(
    new Map([
      [PATH, text],
      ['constructs/function.ts', OURS],
    ]),
  );
  const module = moduleAt(disk, PATH);
  if (!module) throw new Error('it cannot be read');
  return { disk, module };
}

function functions(text: string) {
  const { disk, module } = read(text);
  return functionsIn(disk, module).map(({ fn }) => fn);
}

/** What it makes of the library's classes and of ours. */
const constructs = (text: string) =>
  read(text).module.constructs.flatMap(({ of, id }) =>
    of && (isLibrary(of) || OWN.test(of.module)) ? [[of.name, id]] : [],
  );

const stacks = (text: string) => stacksIn(read(text).module);

const STACK = `import * as path from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';

export class Orders extends Stack {
  constructor(scope: any, id: string) {
    super(scope, id);
    this.table = new dynamodb.TableV2(this, 'Table', { partitionKey });
    const create = new NodejsFunction(this, 'Create', {
      entry: path.join(__dirname, '..', 'src/create.ts'),
      runtime: Runtime.NODEJS_22_X,
      timeout: Duration.minutes(2),
      handler: 'run',
    });
    new Function(this, \`List\`, {
      runtime: Runtime.PYTHON_3_13,
      code: Code.fromAsset('lambda/list'),
      handler,
      timeout: Duration.seconds(seconds),
    });
  }
}
`;

describe('a CDK module', () => {
  it('tells functions with what is written of their properties', () => {
    expect(functions(STACK)).toEqual([
      {
        id: 'Create',
        className: 'NodejsFunction',
        reference: 'create',
        owner: 'Orders',
        line: 11,
        entry: '../src/create.ts',
        handler: 'run',
        runtime: 'nodejs22.x',
        timeout: 120,
      },
      {
        id: 'List',
        className: 'Function',
        owner: 'Orders',
        line: 17,
        code: 'lambda/list',
        runtime: 'python3.13',
        timeout: { unknown: 'Duration.seconds(seconds)' },
      },
    ]);
  });

  it('tells stacks', () => {
    expect(stacks(STACK)).toMatchObject([{ stack: 'Orders', line: 7 }]);
  });

  it('is the same with CRLF and a byte order mark', () => {
    expect(functions(MARK + crlf(STACK))).toEqual(functions(STACK));
  });

  it.each([
    ['two-stacks.ts', ['Host', 'Other']],
    ['app-level.ts', ['Host']],
    ['stack-in-a-function.ts', ['Host']],
    ['commonjs.js', ['Host']],
    ['no-stack.ts', []],
  ])('finds the stacks of %s', (stack, names) => {
    expect(stacks(STACKS.get(stack)!).map((each) => each.stack)).toEqual(names);
  });

  it.each([
    ['app-level.ts', 'fn', ''],
    ['stack-in-a-function.ts', undefined, 'makeStack'],
    ['stack-in-an-arrow.ts', 'fn', 'makeStack'],
    ['on-this.ts', 'this.fn', 'Host'],
    ['private-name.ts', 'this.#fn', 'Host'],
    ['assigned-twice.ts', 'fn', 'Host'],
    ['property.ts', undefined, 'Host'],
    ['inline-modules.ts', 'fn', 'Host'],
    ['default-import.ts', 'fn', 'Host'],
    ['import-require.ts', 'fn', 'Host'],
    ['commonjs-app.js', 'fn', ''],
    ['class-of-the-file.ts', 'fn', 'Host'],
    ['class-of-ours.ts', 'fn', 'Host'],
    ['python.ts', 'fn', 'Host'],
    ['other-functions.ts', 'fn', 'Host'],
    ['version-1.ts', 'fn', 'Host'],
  ])('finds the function of %s', (stack, reference, owner) => {
    const all = functions(STACKS.get(stack)!);
    expect(all).toMatchObject([{ id: 'Fn', owner }]);
    expect(all[0]!.reference).toBe(reference);
    expect(all[0]).not.toHaveProperty('isUnsure');
  });

  it('is unsure of a function by its name alone', () => {
    const text = STACKS.get('class-of-another-file.ts')!.replace('./app-function', 'app-function');
    const { disk, module } = read(text);
    expect(functions(text)).toEqual([]);
    expect(uninstalledFunctions(disk, module).map(({ fn }) => fn)).toMatchObject([
      { id: 'Fn', isUnsure: true },
    ]);
  });

  it('takes a class of the file for what it extends, and one that extends itself for nothing', () => {
    const text = `import { Function } from 'aws-cdk-lib/aws-lambda';
class Mine extends Function {}
class Loop extends Loop {}
new Mine(stack, 'A');
new Loop(stack, 'B');
`;
    expect(functions(text)).toMatchObject([{ id: 'A', line: 4 }]);
  });

  it('takes neither a target, nor a class without a scope, nor one of nowhere for a construct', () => {
    const text = `import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
new targets.LambdaFunction(fn, { retryAttempts: 1 });
new iam.ServicePrincipal('lambda.amazonaws.com');
new iam.PolicyStatement({}, 'A');
new Map(stack, 'B');
new Function('a', 'b');
`;
    expect(functions(text)).toEqual([]);
    expect(constructs(text)).toEqual([]);
  });

  it('knows constructs of ours', () => {
    const text = `import { WorkQueue } from './constructs/queue.ts';
import { Orders } from './orders.ts';
const queue = new WorkQueue(this, 'Queue');
new Orders(this, 'Orders');
`;
    expect(constructs(text)).toEqual([['WorkQueue', 'Queue']]);
  });

  it.each([
    ["import * as cdk from '@aws-cdk/core';", true],
    ["import * as lambda from '@aws-cdk/aws-lambda';", true],
    ["import { PythonFunction } from '@aws-cdk/aws-lambda-python-alpha';", false],
    ["import type {} from '@aws-cdk/aws-lambda';\nimport { Stack } from 'aws-cdk-lib';", false],
  ])('%s: version 1 is %s', (text, is) => {
    const source = readSource(text);
    expect('file' in source && isVersion1(readImports(source.file))).toBe(is);
  });

  it.each([
    ['syntax-error.ts', 'it has a syntax error', 7],
    ['generated.ts', 'it says that it is generated', 1],
    ['compiled.js', 'it is compiled from another file', 1],
    ['minified.js', 'it is minified', 1],
  ])('%s is not read', (stack, reason, line) => {
    expect(readSource(STACKS.get(stack)!)).toEqual({ reason, line });
  });
});
