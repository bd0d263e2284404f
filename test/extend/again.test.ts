import { describe, expect, it } from 'vitest';
import { ownerOf } from '../../src/core/additions.ts';
import { readAnyManifest } from '../../src/core/manifest.ts';
import { IACS } from '../../src/core/project.ts';
import {
  addFunction,
  addPattern,
  addTrigger,
  after,
  type Host,
  hostOf,
  kitOf,
  ownHost,
  read,
  removeTrigger,
} from '../support/extend.ts';
import { FOREIGN } from '../support/extend-hosts.ts';

const additionsOf = (host: Host) => readAnyManifest(kitOf(host).disk).additions;
const keysOf = (host: Host) => additionsOf(host).map(ownerOf);

const changed = ({ form, files }: Host, path: string, change: (text: string) => string): Host => ({
  form,
  files: new Map(files).set(path, change(files.get(path)!)),
});

const without = ({ form, files }: Host, path: string): Host => ({
  form,
  files: new Map([...files].filter(([each]) => each !== path)),
});

const own = (form: (typeof IACS)[number]) =>
  ownHost(form, [{ pattern: 'function', name: 'audit' }]);

const TEST = /^test\/.*sqs\.test\.ts$/;
const EVENT = /^events\/.*sqs\.valid\.json$/;
const pathLike = ({ files }: Host, like: RegExp) =>
  [...files.keys()].find((path) => like.test(path))!;

describe.each([
  ...IACS.map((form) => ['ours', form, own(form), 'audit'] as const),
  ...IACS.map((form) => ["somebody else's", form, FOREIGN[form], 'resize'] as const),
])('the same trigger again, in a project of %s as %s', (_whose, _form, host, fn) => {
  const added = after(host, addTrigger(host, fn, 'sqs'));

  it.each([
    ['as it came', added],
    ['its test edited', changed(added, pathLike(added, TEST), (text) => `${text}// mine\n`)],
    ['a sample event gone', without(added, pathLike(added, EVENT))],
  ])('is no change: %s', (_, standing) => {
    const plan = addTrigger(standing, fn, 'sqs');
    expect(plan.changes).toEqual([]);
    expect(plan.notices.join()).toMatch(/\/sqs is already in the project/);
  });
});

it.each(IACS)('nothing that the user wrote is overwritten in a project of ours (%s)', (form) => {
  const host = own(form);
  const path = 'test/infra/queues.test.ts';
  const mine = { form, files: new Map(host.files).set(path, '// mine\n') };
  expect(() => addTrigger(mine, 'audit', 'sqs')).toThrow(`These files are in the way:\n  ${path}`);
});

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  ResizeFunction:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: src/
`;

describe('two functions of one name', () => {
  const sam = hostOf('sam', { 'a/template.yaml': template, 'b/template.yaml': template });
  const add = (host: Host, place: { template: string }) =>
    after(host, addTrigger(host, 'resize', 'sqs', {}, place as never));
  const both = add(add(sam, { template: 'a/template.yaml' }), { template: 'b/template.yaml' });

  it('in two templates have each a trigger, and a record of it', () => {
    expect(keysOf(both)).toEqual(['resize-function/sqs', 'resize-function/sqs-2']);
    expect(add(both, { template: 'b/template.yaml' })).toEqual(both);
    expect(read(both, 'b/template.yaml')).toContain('Resize2Queue');
  });

  it('lose each its own', () => {
    const one = after(both, removeTrigger(both, 'resize-function', 'sqs-2'));
    expect(read(one, 'b/template.yaml')).toBe(template);
    expect(read(one, 'a/template.yaml')).toBe(read(both, 'a/template.yaml'));
  });

  const stack = (name: string) => `import { Stack } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export class ${name} extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new NodejsFunction(this, 'Resize', { entry: 'lambda/resize.ts' });
    new NodejsFunction(this, '${name}Only', { entry: 'lambda/only.ts' });
  }
}
`;
  const cdk = hostOf('cdk', {
    'cdk.json': '{ "app": "tsx bin/app.ts" }',
    'lib/a.ts': stack('A'),
    'lib/b.ts': stack('B'),
  });

  it('in two stacks have each a trigger, and a record of it', () => {
    const one = after(cdk, addTrigger(cdk, 'Resize', 'sqs', {}, { stack: 'A' }));
    const two = after(one, addTrigger(one, 'Resize', 'sqs', {}, { stack: 'B' }));
    expect(keysOf(two)).toEqual(['resize/sqs', 'resize/sqs-2']);
    expect(addTrigger(two, 'Resize', 'sqs', {}, { stack: 'B' }).changes).toEqual([]);
    expect(read(two, 'lib/b.ts')).toContain("'Resize2Queue'");
  });

  it('are told apart by their stack, which has to be there', () => {
    const add = (fn: string, name: string) => () => addTrigger(cdk, fn, 'sqs', {}, { stack: name });
    expect(add('BOnly', 'A')).toThrow('There is no function "BOnly"');
    expect(add('Resize', 'Nope')).toThrow(/Which stack is meant\?\n {4}A .*\n {4}B /);
  });
});

it('a second trigger is not mistaken for the first of a function called the same with a 2 behind it', () => {
  const host = hostOf('cdk', {
    'cdk.json': '{ "app": "tsx bin/app.ts" }',
    'lib/a.ts': `import { Stack } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';

export class A extends Stack {
  constructor() {
    super();
    new NodejsFunction(this, 'Resize', { entry: 'lambda/resize.ts' });
    new NodejsFunction(this, 'Resize2', { entry: 'lambda/resize2.ts' });
  }
}
`,
  });
  const first = after(host, addTrigger(host, 'Resize', 'sqs'));
  const second = after(first, addTrigger(first, 'Resize2', 'sqs'));
  const third = after(second, addTrigger(second, 'Resize', 'sqs', { 'batch-size': '5' }));
  expect(keysOf(third)).toEqual(['resize/sqs', 'resize2/sqs', 'resize/sqs-3']);
  expect(read(third, 'lib/a.ts')).toContain("'Resize3Queue'");
});

it('a trigger that was taken out by hand comes back, and its record keeps what stayed', () => {
  const host = FOREIGN.sam;
  const added = after(host, addTrigger(host, 'resize', 'sqs'));
  const cut = changed(added, 'template.yaml', () => read(host, 'template.yaml'));
  const back = after(cut, addTrigger(cut, 'resize', 'sqs'));
  expect(back).toEqual(added);
});

it('a function does not take over the record of a pattern', () => {
  const host = hostOf('sam', { 'template.yaml': template, 'package.json': '{}' });
  const added = after(host, addPattern(host, { pattern: 'scheduled-task', name: 'orders' }));
  expect(() => addFunction(added, { name: 'orders' })).toThrow(
    '"orders" is a pattern of the project already (template.yaml)',
  );
});
