import { describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/core/options.ts';
import { addTrigger, after, type Host, hostOf, read } from '../support/extend.ts';
import { synthesised } from '../support/synth.ts';

const IMPORTS = `import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
`;

const WORKER =
  "    const worker = new NodejsFunction(this, 'Worker', { entry: 'src/worker.ts', runtime: lambda.Runtime.NODEJS_22_X });\n";

const project = (body: string): Host =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{}',
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { AppStack } from '../lib/app-stack';

new AppStack(new App(), 'App');
`,
    'lib/app-stack.ts': `${IMPORTS}
export class AppStack extends cdk.Stack {
  private readonly alerts: sns.ITopic;

  constructor(scope: Construct, id: string, props: cdk.StackProps = {}) {
    super(scope, id, props);
${body}  }
}
`,
    'src/worker.ts': 'export const handler = async (event: unknown) => event;\n',
  });

const textOf = (body: string, type: string, options = {}) => {
  const host = project(body);
  return read(after(host, addTrigger(host, 'Worker', type, options)), 'lib/app-stack.ts');
};

const alarm = (id: string, more = '') =>
  `    const ${id} = new cloudwatch.Alarm(this, '${id}', { metric: worker.metricErrors(), threshold: 1, evaluationPeriods: 1 });\n${more}`;

describe('a new alarm', () => {
  const topic = "    const topic = new sns.Topic(this, 'Alerts');\n";
  const act = (id: string, action = 'new SnsAction(topic)') =>
    `    ${id}.addAlarmAction(${action});\n`;

  it.each([
    [
      'most of the others',
      topic + WORKER + alarm('a', act('a')) + alarm('b', act('b')) + alarm('c'),
    ],
    [
      'a loop',
      `${topic + WORKER + alarm('a') + alarm('b')}    for (const each of [a, b]) each.addAlarmAction(new SnsAction(topic));\n`,
    ],
  ])('has the action of %s', (_, body) => {
    const text = textOf(body, 'sqs');
    expect(text).toContain(
      '    workerQueueDeadLettersAlarm.addAlarmAction(new SnsAction(topic));\n',
    );
    expect(text).toContain('const workerQueueDeadLettersAlarm = new cloudwatch.Alarm(this,');
  });

  it('has one that a field holds', () => {
    const body = `    this.alerts = new sns.Topic(this, 'Alerts');\n${WORKER}${alarm('a', act('a', 'new SnsAction(this.alerts)'))}`;
    expect(textOf(body, 'schedule')).toContain('Alarm.addAlarmAction(new SnsAction(this.alerts));');
  });

  it.each([
    ['half of the alarms have none', topic + WORKER + alarm('a', act('a')) + alarm('b')],
    [
      'it is there under a condition',
      `${topic + WORKER + alarm('a')}    if (id) {\n  ${act('a')}    }\n`,
    ],
    ['it is made later', WORKER + topic + alarm('a', act('a'))],
    [
      'each has its own',
      topic +
        WORKER +
        alarm('a', act('a')) +
        alarm('b', act('b', "new SnsAction(sns.Topic.fromTopicArn(this, 'T', 'arn'))")),
    ],
  ])('has none where %s', (_, body) => {
    expect(textOf(body, 'sqs').split('addAlarmAction').length).toBe(
      body.split('addAlarmAction').length,
    );
  });
});

describe('a new role', () => {
  const boundary =
    "    const limit = iam.ManagedPolicy.fromManagedPolicyName(this, 'Limit', 'limit');\n";
  const role = (id: string, more: string) =>
    `    new iam.Role(this, '${id}', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com')${more} });\n`;
  const LIMIT = ', permissionsBoundary: limit';

  it('has the boundary of most others', () => {
    const body = boundary + role('A', LIMIT) + role('B', LIMIT) + role('C', '') + WORKER;
    expect(textOf(body, 'schedule')).toMatch(
      /new iam\.Role\(this, 'WorkerScheduleRole', \{\n {6}permissionsBoundary: limit,\n {6}assumedBy/,
    );
  });

  it('has none where half of the others have none', () => {
    const body = boundary + role('A', LIMIT) + role('B', '') + WORKER;
    expect(textOf(body, 'schedule').split('permissionsBoundary').length).toBe(2);
  });
});

describe('a new queue', () => {
  const key = "    const key = new kms.Key(this, 'Key');\n";
  const queue = (
    id: string,
    more = 'encryption: sqs.QueueEncryption.KMS, encryptionMasterKey: key',
  ) => `    new sqs.Queue(this, '${id}', { ${more} });\n`;

  it.each(['sqs', 'sns', 's3', 'kinesis', 'dynamodb-stream', 'schedule'])(
    'has the key of the others: %s',
    (type) => {
      const text = textOf(key + queue('A') + queue('B') + WORKER, type);
      expect(text).not.toContain('SQS_MANAGED');
      expect(text).toContain(
        '      encryption: sqs.QueueEncryption.KMS,\n      encryptionMasterKey: key,\n      enforceSSL',
      );
      if (type === 'schedule') expect(text).toContain('resources: [key.keyArn],');
    },
  );

  it.each([
    ['one alone has it', key + queue('A') + WORKER, 'sqs'],
    ['others have none', key + queue('A') + queue('B', '') + WORKER, 'sqs'],
  ])('has not that key where %s', (_, body, type) => {
    expect(textOf(body, type)).toContain('SQS_MANAGED');
  });

  const IMPORTED =
    "    const key = kms.Key.fromKeyArn(this, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/k');\n";
  const NOT_LET =
    'the new queues are not encrypted with key, as the others are: its policy has to allow events.amazonaws.com kms:Decrypt and kms:GenerateDataKey';
  const doubt = (service: string) =>
    NOT_LET.replace('are not', 'are').replace('events.amazonaws.com', service);
  const service = "new iam.ServicePrincipal('events.amazonaws.com')";
  const allow = (actions: string) =>
    `key.addToResourcePolicy(new iam.PolicyStatement({ actions: [${actions}], principals: [${service}], resources: ['*'] }));\n`;

  it.each([
    ['eventbridge', 'of the app', key, [NOT_LET]],
    [
      'eventbridge',
      'of the app that lets it read',
      `${key}    ${allow("'kms:Decrypt'")}`,
      [NOT_LET],
    ],
    [
      'eventbridge',
      'of the app that lets it',
      `${key}    ${allow("'kms:Decrypt', 'kms:GenerateDataKey*'")}`,
      [],
    ],
    [
      'eventbridge',
      'of the app that is granted',
      `${key}    key.grantEncryptDecrypt(${service});\n`,
      [],
    ],
    ['eventbridge', 'of another stack', IMPORTED, [doubt('events.amazonaws.com')]],
    ['s3', 'of another stack', IMPORTED, [doubt('s3.amazonaws.com')]],
    ['sns', 'of another stack', IMPORTED, [doubt('sns.amazonaws.com')]],
    ['sns', 'of the app', key, []],
    ['sqs', 'of another stack', IMPORTED, []],
  ])('of %s has a key %s, or that is said', (type, _, made, warnings) => {
    const options: OptionValues = type === 'eventbridge' ? { source: 'my.app' } : {};
    const host = project(made + queue('A') + queue('B') + WORKER);
    const plan = addTrigger(host, 'Worker', type, options);
    expect(plan.warnings ?? []).toEqual(warnings);
    const text = read(after(host, plan), 'lib/app-stack.ts');
    const isUsed = !warnings.includes(NOT_LET);
    expect(text.includes('SQS_MANAGED')).toBe(!isUsed);
    expect(text.match(/encryptionMasterKey: key,?\s/g)!.length > 2).toBe(isUsed);
  });

  it('that S3 is not granted by the CDK has no key', () => {
    const { files, form } = project(key + queue('A') + queue('B') + WORKER);
    const old = ['package.json', '{ "dependencies": { "aws-cdk-lib": "2.200.1" } }'] as const;
    const host: Host = { form, files: new Map([...files, old]) };
    const plan = addTrigger(host, 'Worker', 's3');
    expect(plan.warnings).toEqual([NOT_LET.replace('events.amazonaws.com', 's3.amazonaws.com')]);
    expect(read(after(host, plan), 'lib/app-stack.ts')).toContain('SQS_MANAGED');
  });

  it('does not take another thing of the same name for the key', () => {
    const body = `    const sources = new kms.Key(this, 'Key');\n${queue('A', 'encryptionMasterKey: sources')}${queue('B', 'encryptionMasterKey: sources')}${WORKER}`;
    expect(textOf(body, 'sqs')).toContain('SQS_MANAGED');
  });

  it('that is a topic has the key of the other topics', () => {
    const topics =
      "    new sns.Topic(this, 'A', { masterKey: key });\n    new sns.Topic(this, 'B', { masterKey: key });\n";
    expect(textOf(key + topics + WORKER, 'sns')).toMatch(
      /new sns\.Topic\(this, 'WorkerTopic', \{\n {6}masterKey: key,\n {6}enforceSSL: true,\n {4}\}\);/,
    );
  });
});

it('what was added is synthesised, with the rights that the key needs', async () => {
  const body = `    const key = new kms.Key(this, 'Key');
    const limit = iam.ManagedPolicy.fromManagedPolicyName(this, 'Limit', 'limit');
    new sqs.Queue(this, 'A', { encryption: sqs.QueueEncryption.KMS, encryptionMasterKey: key });
    new sqs.Queue(this, 'B', { encryption: sqs.QueueEncryption.KMS, encryptionMasterKey: key });
    new iam.Role(this, 'R', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'), permissionsBoundary: limit });
    const topic = new sns.Topic(this, 'Alerts');
${WORKER}    const failed = new cloudwatch.Alarm(this, 'Failed', { metric: worker.metricErrors(), threshold: 1, evaluationPeriods: 1 });
    failed.addAlarmAction(new SnsAction(topic));
`;
  let host = project(body);
  for (const type of ['sqs', 's3', 'schedule'])
    host = after(host, addTrigger(host, 'Worker', type));
  const [app] = await synthesised([host.files]);
  const all = Object.values(app!.App!.Resources);
  const of = (type: string) => all.filter(({ Type }) => Type === type);
  for (const { Properties } of of('AWS::SQS::Queue'))
    expect(Properties).toHaveProperty('KmsMasterKeyId');
  for (const { Properties } of of('AWS::CloudWatch::Alarm'))
    expect(Properties).toHaveProperty('AlarmActions');
  const [schedules] = of('AWS::IAM::Role').filter((each) =>
    JSON.stringify(each).includes('scheduler'),
  );
  expect(schedules!.Properties).toHaveProperty('PermissionsBoundary');
  expect(JSON.stringify(schedules)).toContain('kms:GenerateDataKey');
  const policies = JSON.stringify(of('AWS::IAM::Policy'));
  expect(policies).toContain('kms:Decrypt');
  expect(JSON.stringify(of('AWS::KMS::Key'))).toContain('s3.amazonaws.com');
});
