import { describe, expect, it } from 'vitest';
import { projectPath } from '../../src/core/paths.ts';
import { constructsIn } from '../../src/editors/cdk/syntax/constructs.ts';
import { readImports } from '../../src/editors/cdk/syntax/imports.ts';
import { isVersion1 } from '../../src/editors/cdk/syntax/kinds.ts';
import { readSource } from '../../src/editors/cdk/syntax/source.ts';
import { type CdkSurvey, surveyOf } from '../../src/infrastructure/cdk/survey.ts';
import { crlf, MARK } from '../support/edits.ts';
import { STACKS } from './cdk-corpus.ts';

/** What a module makes, read by itself. */
function surveyCdk(marked: string) {
  const source = readSource(marked.replace(/^\uFEFF/, ''));
  if ('reason' in source) return source;
  const module = { ...source, path: projectPath('stack.ts'), imports: readImports(source.file) };
  return surveyOf(module, constructsIn(source, module.imports));
}

function survey(text: string): CdkSurvey {
  const result = surveyCdk(text);
  if ('reason' in result) throw new Error(result.reason);
  return result;
}

const ids = (made: readonly { readonly id: string }[]) => made.map(({ id }) => id);

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

describe('the survey of a CDK module', () => {
  it('tells functions with what is written of their properties', () => {
    expect(survey(STACK).functions).toEqual([
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

  it('tells stacks and resources', () => {
    const { stacks, resources } = survey(STACK);
    expect(stacks).toEqual([{ name: 'Orders', line: 7 }]);
    expect(resources).toEqual([
      { construct: 'TableV2', id: 'Table', reference: 'this.table', owner: 'Orders', line: 10 },
    ]);
  });

  it('is the same with CRLF and a byte order mark', () => {
    expect(surveyCdk(MARK + crlf(STACK))).toEqual(surveyCdk(STACK));
  });

  it.each([
    ['two-stacks.ts', ['Host', 'Other']],
    ['app-level.ts', ['Host']],
    ['stack-in-a-function.ts', ['Host']],
    ['commonjs.js', ['Host']],
    ['no-stack.ts', []],
  ])('finds the stacks of %s', (stack, names) => {
    expect(survey(STACKS.get(stack)!).stacks.map(({ name }) => name)).toEqual(names);
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
    const { functions } = survey(STACKS.get(stack)!);
    expect(ids(functions)).toEqual(['Fn']);
    expect(functions[0]).toMatchObject({ owner });
    expect(functions[0]!.reference).toBe(reference);
    expect(functions[0]).not.toHaveProperty('isUnsure');
  });

  it('is unsure of a function by its name alone', () => {
    const { functions } = survey(STACKS.get('class-of-another-file.ts')!);
    expect(functions).toMatchObject([{ id: 'Fn', isUnsure: true }]);
  });

  it('takes a class of the file for what it extends, and one that extends itself for nothing', () => {
    const text = `import { Queue } from 'aws-cdk-lib/aws-sqs';
class Mine extends Queue {}
class Loop extends Loop {}
new Mine(stack, 'A');
new Loop(stack, 'B');
`;
    expect(survey(text).resources).toMatchObject([{ construct: 'Queue', id: 'A', line: 4 }]);
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
    expect(survey(text)).toMatchObject({ functions: [], resources: [] });
  });

  it('knows constructs of ours', () => {
    const text = `import { WorkQueue } from './constructs/queue.ts';
import { Orders } from './orders.ts';
const queue = new WorkQueue(this, 'Queue');
new Orders(this, 'Orders');
`;
    expect(survey(text).resources).toEqual([
      { construct: 'WorkQueue', id: 'Queue', reference: 'queue', owner: '', line: 3 },
    ]);
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
    expect(surveyCdk(STACKS.get(stack)!)).toEqual({ reason, line });
  });
});
