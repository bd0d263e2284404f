import { describe, expect, it } from 'vitest';
import { modelOf } from '../../src/editors/sam/model.ts';
import { readSource } from '../../src/editors/sam/source.ts';
import {
  addFunction,
  addPattern,
  addTrigger,
  after,
  bytes,
  type Host,
  hostOf,
  read,
  removeNamed,
  removeTrigger,
} from '../support/extend.ts';
import { FOREIGN } from '../support/extend-hosts.ts';

const edited = (host: Host, path: string, edit: (text: string) => string): Host =>
  hostOf(host.form, { ...bytes(host), [path]: edit(host.files.get(path) ?? '') });

const template = 'template.yaml';

const PARTIAL = { isPartial: true };

function modelIn(host: Host, path = template) {
  const source = readSource(read(host, path));
  if ('reason' in source) throw new Error(source.reason);
  return modelOf(source.root) as { Resources: Record<string, Record<string, unknown>> };
}

const eventsOf = (host: Host, path = template) =>
  modelIn(host, path).Resources.ResizeFunction!.Properties as { Events: object };

/** The same template as JSON. */
const JSON_HOST = hostOf('sam', {
  'package.json': read(FOREIGN.sam, 'package.json'),
  'resize/app.ts': read(FOREIGN.sam, 'resize/app.ts'),
  'template.json': `${JSON.stringify(modelIn(FOREIGN.sam), null, 2)}\n`,
});

describe.each([
  ['YAML', FOREIGN.sam, template],
  ['JSON', JSON_HOST, 'template.json'],
] as const)('a template in %s', (_, host, path) => {
  const add = (to: Host, type: string) => after(to, addTrigger(to, 'resize', type));
  const remove = (from: Host, type: string) => after(from, removeTrigger(from, 'resize', type));

  it.each([
    ['sqs', 's3', 'kinesis'],
    ['kinesis', 'sqs', 's3'],
    ['s3', 'kinesis', 'sqs'],
  ])('has the events that are left when one of them goes: %s, %s, %s', (...types) => {
    const all = ['sqs', 's3', 'kinesis'].reduce(add, host);
    const one = types.slice(0, 2).reduce((each, type) => {
      const left = remove(each, type);
      expect(modelIn(left, path)).toBeDefined();
      return left;
    }, all);
    expect(eventsOf(one, path)).toEqual(eventsOf(add(host, types[2]!), path));
    expect(bytes(remove(one, types[2]!))).toEqual(bytes(host));
  });
});

describe('what the user has written into what goes', () => {
  const one = after(FOREIGN.sam, addTrigger(FOREIGN.sam, 'resize', 'sqs'));
  const line = '      Mine: 5\n';
  const host = edited(one, template, (text) => text + line);
  const plan = removeTrigger(host, 'resize', 'sqs', PARTIAL);
  const left = after(host, plan);

  it('stays in the resource that has it, with what that needs', () => {
    const [before, now] = [modelIn(host).Resources, modelIn(left).Resources];
    expect(now.ResizeQueuePolicy).toEqual(before.ResizeQueuePolicy);
    expect(now.ResizeQueue).toEqual(before.ResizeQueue);
    expect(now.OwnApi).toEqual(before.OwnApi);
    expect(now).not.toHaveProperty('ResizeQueueDeadLettersAlarm');
    expect(plan.notices.join('\n')).toMatch(
      /^template\.yaml:\d+: ResizeQueuePolicy was edited since it was made: it stays$/m,
    );
  });

  it('stays on record, and goes when it is as it was added', () => {
    expect(plan.notices.at(-1)).toMatch(
      /^lambda-app\.json keeps a record of what stays of resize-function\/sqs/,
    );
    const back = edited(left, template, (text) => text.replace(line, ''));
    const again = removeTrigger(back, 'resize', 'sqs');
    expect(again.notices).toEqual([]);
    expect(bytes(after(back, again))).toEqual(bytes(FOREIGN.sam));
  });
});

it('a template that cannot be read loses nothing, and neither does the project', () => {
  const one = after(FOREIGN.sam, addTrigger(FOREIGN.sam, 'resize', 'sqs'));
  const broken = edited(one, template, (text) => `${text}Outputs: [\n`);
  expect(() => removeTrigger(broken, 'resize', 'sqs')).toThrow('template.yaml was not changed');
});

describe('a file that was edited', () => {
  const host = edited(
    after(FOREIGN.sam, addFunction(FOREIGN.sam, { name: 'archive' })),
    'archive/app.ts',
    (text) => `${text}// mine\n`,
  );
  const left = after(host, removeNamed(host, 'archive', PARTIAL));

  it('stays on record until it is gone', () => {
    const { additions, files } = JSON.parse(read(left, 'lambda-app.json'));
    expect(additions).toEqual([{ kind: 'function', name: 'archive', options: {}, isLeft: true }]);
    expect(Object.keys(files.archive)).toContain('archive/app.ts');
    const paths = Object.keys(files.archive).map((path) => ({ path, after: undefined }) as never);
    const deleted = after(left, { changes: paths });
    expect(bytes(after(deleted, removeNamed(deleted, 'archive')))).toEqual(bytes(FOREIGN.sam));
  });
});

it('a file that stayed, for something used it, is the same addition’s again when that comes back', () => {
  const add = (to: Host) => after(to, addTrigger(to, 'resize', 'sqs'));
  const remove = (from: Host) => after(from, removeTrigger(from, 'resize', 'sqs', PARTIAL));
  const use = (text: string) => `${text}import './sqs-event.ts';\n`;
  const left = remove(edited(add(FOREIGN.sam), 'resize/app.ts', use));
  expect(left.files.has('resize/sqs-event.ts')).toBe(true);
  const unused = edited(add(left), 'resize/app.ts', () => read(FOREIGN.sam, 'resize/app.ts'));
  expect(bytes(remove(unused))).toEqual(bytes(FOREIGN.sam));
});

describe('a package that came with a pattern', () => {
  const orders = { pattern: 'rest-api', name: 'orders' };
  const there = after(FOREIGN.cdk, addPattern(FOREIGN.cdk, orders));
  const { dependencies } = JSON.parse(read(FOREIGN.cdk, 'package.json'));
  const name = '@aws-sdk/lib-dynamodb';
  const plans = (path: string, text: string) => {
    const host = edited(there, path, () => text);
    const plan = removeNamed(host, 'orders', PARTIAL);
    return { notices: plan.notices, json: JSON.parse(read(after(host, plan), 'package.json')) };
  };

  it.each([
    ['an import', 'lambda/resize.ts', `import { PutCommand } from '${name}';\n`],
    ['a require', 'scripts/put.js', `const { PutCommand } = require("${name}");\n`],
    [
      'an import when it is run',
      'lambda/late.mjs',
      `export const late = () => import('${name}');\n`,
    ],
    ['a module of it', 'lambda/deep.ts', `import '${name}/dist-cjs/index.js';\n`],
    ['what a test mocks', 'test/put.test.ts', `vi.mock('${name}');\n`],
  ])('stays for %s', (_, path, text) => {
    const { notices, json } = plans(path, text);
    expect(notices[0]).toMatch(
      new RegExp(`^package\\.json:\\d+: ${name} is used by ${path}: it stays$`),
    );
    expect(json.dependencies).toEqual({ ...dependencies, [name]: expect.anything() });
  });

  it.each([
    ['a longer name', `import '${name}-two';\n`],
    ['a comment', `// ${name} is not what this needs\n`],
  ])('goes in spite of %s', (_, text) => {
    const { notices, json } = plans('lambda/resize.ts', text);
    expect(notices).toEqual([]);
    expect(json.dependencies).toEqual(dependencies);
  });

  it('has types that stay with it', () => {
    const { json } = plans('lambda/resize.ts', "import type { SQSEvent } from 'aws-lambda';\n");
    expect(Object.keys(json.devDependencies)).toContain('@types/aws-lambda');
  });
});

it('a subproject that is a project of its own keeps what a file of the user’s in it uses', () => {
  const there = after(
    FOREIGN.sam,
    addPattern(FOREIGN.sam, { pattern: 'rest-api', name: 'orders' }),
  );
  const path = 'orders/src/mine.ts';
  const host = edited(there, path, () => "import { handler } from './orders/create.ts';\n");
  const plan = removeNamed(host, 'orders', PARTIAL);
  expect(plan.notices).toContain(`orders/src/orders/create.ts is used by ${path}: it stays`);
  expect(after(host, plan).files.has('orders/src/shared/http.ts')).toBe(true);
});

const PLAIN = { type: 'module', dependencies: { 'aws-cdk-lib': '2.276.0', constructs: '^10.0.0' } };
const CODE = 'export const handler = async (event: unknown) => event;\n';

/** Two functions with their handlers in one folder, and no tests that would use what is beside them. */
const TWO = {
  sam: hostOf('sam', {
    'package.json': JSON.stringify(PLAIN),
    'template.yaml': `Transform: AWS::Serverless-2016-10-31\nResources:${['Resize', 'Rotate']
      .map(
        (id) =>
          `\n  ${id}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: nodejs22.x\n      Handler: ${id.toLowerCase()}.handler\n      CodeUri: lambda/\n`,
      )
      .join('')}`,
    'lambda/resize.ts': CODE,
    'lambda/rotate.ts': CODE,
  }),
  cdk: hostOf('cdk', {
    'package.json': JSON.stringify(PLAIN),
    'cdk.json': '{"app": "npx tsx bin/app.ts"}',
    'lib/stack.ts': `import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export class AppStack extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const resize = new lambda.NodejsFunction(this, 'Resize', { entry: 'lambda/resize.ts' });
    const rotate = new lambda.NodejsFunction(this, 'Rotate', { entry: 'lambda/rotate.ts' });
  }
}
`,
    'lambda/resize.ts': CODE,
    'lambda/rotate.ts': CODE,
  }),
};

describe.each(['sam', 'cdk'] as const)('a parser that two triggers share in %s', (form) => {
  const host = TWO[form];
  const both = ['resize', 'rotate'].reduce((to, fn) => after(to, addTrigger(to, fn, 's3')), host);
  const shared = 'lambda/s3-event.ts';

  it.each([
    ['resize', 'rotate'],
    ['rotate', 'resize'],
  ])('goes with the last of them: %s, %s', (first, last) => {
    const one = after(both, removeTrigger(both, first, 's3'));
    expect(one.files.get(shared)).toBe(both.files.get(shared));
    expect(bytes(after(one, removeTrigger(one, last, 's3')))).toEqual(bytes(host));
  });
});
