import { describe, expect, it } from 'vitest';
import { MANIFEST, parseAnyManifest, readAnyManifest } from '../../src/core/manifest.ts';
import { projectStatus } from '../../src/remove/status.ts';
import {
  addTrigger,
  after,
  bytes,
  type Host,
  hostOf,
  read,
  removalKitOf,
  removeTrigger,
} from '../support/extend.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: app.handler
      Timeout: 120
  Jobs:
    Type: AWS::SQS::Queue
`;

const template = (more: string) =>
  hostOf('sam', { 'template.yaml': TEMPLATE + more, 'app.mjs': 'export const handler = 1;\n' });

const JSON_TEMPLATE = (properties: object) =>
  hostOf('sam', {
    'template.json': `${JSON.stringify(
      {
        Transform: 'AWS::Serverless-2016-10-31',
        Resources: {
          Worker: {
            Type: 'AWS::Serverless::Function',
            Properties: { Runtime: 'nodejs22.x', Handler: 'app.handler', Timeout: 120 },
          },
          Jobs: { Type: 'AWS::SQS::Queue', Properties: properties },
        },
      },
      null,
      2,
    )}\n`,
    'app.mjs': 'export const handler = 1;\n',
  });

const stack = (args: string, imports: string, timeout: string) =>
  hostOf('cdk', {
    'cdk.json': '{"app": "npx tsx bin/app.ts"}',
    'package.json': '{"dependencies": {"aws-cdk-lib": "2.276.0"}}',
    'lib/stack.ts': `${imports}
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';

export class AppStack extends Stack {
  constructor(scope: App, id: string) {
    super(scope, id);
    const jobs = new Queue(this, 'Jobs'${args});
    const worker = new NodejsFunction(this, 'Worker', { entry: 'src/worker.ts', timeout: ${timeout} });
  }
}
`,
    'src/worker.ts': 'export const handler = async () => {};\n',
  });

const WITH = "import { App, Duration, Stack } from 'aws-cdk-lib';";
const OTHER = "import * as cdk from 'aws-cdk-lib';\nimport { App, Stack } from 'aws-cdk-lib/core';";

const hosts: readonly (readonly [what: string, host: Host, path: string, set: RegExp])[] = [
  [
    'a value of a template',
    template('    Properties:\n      VisibilityTimeout: 30 # agreed\n'),
    'template.yaml',
    /VisibilityTimeout: (720)/,
  ],
  [
    'one in quotes',
    template("    Properties:\n      VisibilityTimeout: '30'\n"),
    'template.yaml',
    /VisibilityTimeout: (720)/,
  ],
  [
    'one in braces',
    template('    Properties: { VisibilityTimeout: 30, QueueName: jobs }\n'),
    'template.yaml',
    /VisibilityTimeout: (720)/,
  ],
  ['none, without properties', template(''), 'template.yaml', /VisibilityTimeout: (720)/],
  [
    'none among properties',
    template('    Properties:\n      QueueName: jobs\n'),
    'template.yaml',
    /VisibilityTimeout: (720)/,
  ],
  [
    'a value in JSON',
    JSON_TEMPLATE({ VisibilityTimeout: 30 }),
    'template.json',
    /"VisibilityTimeout": (720)/,
  ],
  [
    'none in JSON',
    JSON_TEMPLATE({ QueueName: 'jobs' }),
    'template.json',
    /"VisibilityTimeout": (720)/,
  ],
  [
    'a value of a construct',
    stack(', { visibilityTimeout: Duration.seconds(30) }', WITH, 'Duration.minutes(2)'),
    'lib/stack.ts',
    /visibilityTimeout: Duration\.seconds\((720)\)/,
  ],
  [
    'one in other words',
    stack(
      ', {\n      visibilityTimeout: cdk.Duration.minutes( 1 ), // agreed\n    }',
      OTHER,
      'cdk.Duration.minutes(2)',
    ),
    'lib/stack.ts',
    /seconds\((720)\)/,
  ],
  [
    'none of a construct',
    stack('', WITH, 'Duration.minutes(2)'),
    'lib/stack.ts',
    /visibilityTimeout: Duration\.seconds\((720)\)/,
  ],
];

const fixed = (host: Host) =>
  after(host, addTrigger(host, 'Worker', 'sqs', { queue: 'Jobs' }, { fix: true }));
const statusOf = (host: Host) => {
  const context = removalKitOf(host);
  return projectStatus(context, readAnyManifest(context.disk)).fixed;
};
const crlf = ({ form, files }: Host): Host => ({
  form,
  files: new Map([...files].map(([path, text]) => [path, text.replaceAll('\n', '\r\n')])),
});

describe.each(hosts)('what --fix has set: %s', (what, host, path, set) => {
  it.each([
    ['as it is', host],
    ['with lines of Windows', crlf(host)],
  ])('is as before when the trigger goes, %s', (_, before) => {
    const there = fixed(before);
    expect(read(there, path)).toMatch(set);
    expect(bytes(after(there, removeTrigger(there, 'worker', 'sqs')))).toEqual(bytes(before));
  });

  it('is shown, where it replaces another', () => {
    const there = fixed(host);
    const isReplaced = !what.startsWith('none');
    expect(statusOf(there).map(({ owner, status }) => [owner, status])).toEqual(
      isReplaced ? [['worker/sqs', 'as it was set']] : [],
    );
    if (isReplaced) expect(statusOf(there)[0]!.name).toContain('Jobs');
  });
});

const replaced = hosts.filter(([what]) => !what.startsWith('none'));

describe.each(replaced)('%s that the user has changed since', (_, host, path, set) => {
  const there = fixed(host);
  const text = read(there, path).replace(set, (all, value) => all.replace(value, '900'));
  const changed = { ...there, files: new Map([...there.files, [path, text] as const]) };

  it('stays, with a notice', () => {
    const plan = removeTrigger(changed, 'worker', 'sqs');
    expect(read(after(changed, plan), path)).toContain('900');
    expect(plan.notices.join('\n')).toMatch(
      /isibilityTimeout is changed since --fix set it: it stays/,
    );
    expect(statusOf(changed)[0]!.status).toBe('changed since');
  });
});

it('stays with a mapping that the user has edited', () => {
  const host = template('    Properties:\n      VisibilityTimeout: 30\n');
  const there = fixed(host);
  const text = read(there, 'template.yaml').replace('BatchSize: 10', 'BatchSize: 5');
  const edited = { ...there, files: new Map([...there.files, ['template.yaml', text] as const]) };
  const left = after(edited, removeTrigger(edited, 'worker', 'sqs', { isPartial: true }));
  expect(read(left, 'template.yaml')).toContain('VisibilityTimeout: 720');
  const { made } = parseAnyManifest(read(left, MANIFEST));
  expect(made['worker/sqs']?.changed).toBeDefined();
});
