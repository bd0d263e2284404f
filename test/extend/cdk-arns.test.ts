// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code of an app has such texts
import { describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/core/options.ts';
import { addTrigger, type Host, hostOf } from '../support/extend.ts';

const CODE =
  "{ runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('0') }";

const stack = (name: string, body: string) => `import * as cdk from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface ${name}Props extends cdk.StackProps {
  readonly stage: string;
}

export class ${name} extends cdk.Stack {
  constructor(scope: Construct, id: string, props: ${name}Props) {
    super(scope, id, props);
    const { stage } = props;
    const first = new lambda.Function(this, '${name}First', ${CODE});
    const second = new lambda.Function(this, '${name}Second', ${CODE});
    second.addEnvironment('A', 'b');
${body}  }
}
`;

const project = (files: Readonly<Record<string, string>>) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{}',
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { Shop } from '../lib/shop';

new Shop(new App(), 'Shop', { stage: 'dev' });
`,
    ...files,
  });

const shop = (body: string) => project({ 'lib/shop.ts': stack('Shop', body) });

const said = (host: Host, name: string, type: string, options: OptionValues) => {
  try {
    const { warnings = [] } = addTrigger(host, name, type, options);
    return warnings.join('\n');
  } catch (error) {
    return (error as Error).message;
  }
};

const QUEUE =
  "    const jobs = new sqs.Queue(this, 'Jobs', { queueName: `${stage}-jobs`, visibilityTimeout: cdk.Duration.minutes(5) });\n";

const ARNS: Readonly<Record<string, string>> = {
  'a text with its name': '`arn:aws:sqs:${this.region}:${this.account}:${stage}-jobs`',
  'a text with its attribute': '`arn:aws:sqs:${this.region}:${this.account}:${jobs.queueName}`',
  'a sum': "'arn:aws:sqs:' + this.region + ':' + this.account + ':' + jobs.queueName",
  formatArn: "this.formatArn({ service: 'sqs', resource: `${stage}-jobs` })",
  'the formatArn of a stack':
    "cdk.Stack.of(this).formatArn({ service: 'sqs', resource: jobs.queueName })",
  'the format of the library': "cdk.Arn.format({ service: 'sqs', resource: jobs.queueName }, this)",
  'Fn.join': "cdk.Fn.join(':', ['arn:aws:sqs', this.region, this.account, jobs.queueName])",
  'a joined list':
    "['arn', cdk.Aws.PARTITION, 'sqs', cdk.Aws.REGION, cdk.Aws.ACCOUNT_ID, jobs.queueName].join(':')",
};

describe('a queue whose ARN is put together', () => {
  it.each(Object.entries(ARNS))('has one reader: %s, of a mapping', (_, arn) => {
    const host = shop(
      `${QUEUE}    new lambda.EventSourceMapping(this, 'Map', { target: first, eventSourceArn: ${arn} });\n`,
    );
    expect(said(host, 'ShopSecond', 'sqs', { queue: 'Jobs' })).toContain(
      'The messages of Jobs go to ShopFirst already (lib/shop.ts:23)',
    );
  });

  it.each(Object.entries(ARNS))('has one reader: %s, of an import', (_, arn) => {
    const host = shop(
      `${QUEUE}    const again = sqs.Queue.fromQueueArn(this, 'Again', ${arn});\n    first.addEventSource(new sources.SqsEventSource(again));\n`,
    );
    for (const queue of ['Jobs', 'Again'])
      expect(said(host, 'ShopSecond', 'sqs', { queue })).toContain(
        'The messages of Jobs go to ShopFirst already (lib/shop.ts:24)',
      );
  });

  it.each(Object.entries(ARNS))('may be read by who may receive its messages: %s', (_, arn) => {
    const host = shop(
      `${QUEUE}    first.addToRolePolicy(new iam.PolicyStatement({ actions: ['sqs:*'], resources: [${arn}] }));\n`,
    );
    expect(said(host, 'ShopSecond', 'sqs', { queue: 'Jobs' })).toContain(
      'ShopFirst may receive and delete the messages of Jobs',
    );
  });

  it.each([
    ['name', '`arn:aws:sqs:${this.region}:${this.account}:${stage}-mails`'],
    ['service', "this.formatArn({ service: 'sns', resource: jobs.queueName })"],
  ])('is another one by another %s', (_, arn) => {
    const host = shop(
      `${QUEUE}    new lambda.EventSourceMapping(this, 'Map', { target: first, eventSourceArn: ${arn} });\n`,
    );
    expect(said(host, 'ShopSecond', 'sqs', { queue: 'Jobs' })).toBe('');
  });

  it('is made after nothing that its name alone leads to', () => {
    const host = shop(`${QUEUE}    second.addEnvironment('Q', \`\${stage}-jobs\`);
    const again = sqs.Queue.fromQueueArn(this, 'Again', ${ARNS.formatArn});
    again.grantSendMessages(second);
`);
    // Nothing but that the function works the queue that it fills
    expect(said(host, 'ShopSecond', 'sqs', { queue: 'Again' })).toMatch(
      /^\S+: ShopSecond may write to Jobs .*elsewhere\.$/,
    );
  });
});

describe('a resource that two stacks take', () => {
  const imported = (name: string, how: string, body: string) =>
    stack(name, `    const taken = ${how};\n${body}`);
  const two = (a: string, b: string, reads = 'new sources.SqsEventSource(taken)') =>
    project({
      'lib/shop.ts': imported('Shop', a, `    first.addEventSource(${reads});\n`),
      'lib/mail.ts': imported('Mail', b, ''),
      'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { Mail } from '../lib/mail';
import { Shop } from '../lib/shop';

new Shop(new App(), 'Shop', { stage: process.env.STAGE! });
new Mail(new App(), 'Mail', { stage: process.env.STAGE! });
`,
    });
  const queue = (arn: string) => `sqs.Queue.fromQueueArn(this, 'Taken', ${arn})`;
  const own = queue('`arn:aws:sqs:${this.region}:${this.account}:orders-in`');
  const queueOf = { queue: 'MailTaken' };

  it.each([
    ['its ARN', own],
    ['formatArn', queue("this.formatArn({ service: 'sqs', resource: 'orders-in' })")],
    [
      'its attributes',
      "sqs.Queue.fromQueueAttributes(this, 'Taken', { queueArn: 'arn:aws:sqs:eu-west-1:111122223333:orders-in' })",
    ],
  ])('is one queue: by %s', (_, b) => {
    expect(said(two(own, b), 'MailSecond', 'sqs', queueOf)).toContain('already (lib/shop.ts:23)');
  });

  it('is another queue in another account', () => {
    const of = (account: string) => queue(`'arn:aws:sqs:eu-west-1:${account}:orders-in'`);
    expect(
      said(two(of('111122223333'), of('444455556666')), 'MailSecond', 'sqs', queueOf),
    ).not.toContain('already');
    expect(
      said(two(of('111122223333'), of('111122223333')), 'MailSecond', 'sqs', queueOf),
    ).toContain('already (lib/shop.ts:23)');
  });

  it('may be another queue where nothing of its name is known', () => {
    const of = queue("this.formatArn({ service: 'sqs', resource: props.stage })");
    expect(said(two(of, of), 'MailSecond', 'sqs', queueOf)).not.toContain('already');
  });

  it('has the properties that its own stack gives it', () => {
    const host = project({
      'lib/shop.ts': stack(
        'Shop',
        "    new sqs.Queue(this, 'In', { queueName: 'orders-in', visibilityTimeout: cdk.Duration.seconds(1) });\n",
      ),
      'lib/mail.ts': imported('Mail', own, ''),
    });
    expect(said(host, 'MailSecond', 'sqs', queueOf)).toContain('runs up to 3 seconds');
  });

  it('is not decrypted by who knows its ARN alone', () => {
    const host = project({
      'lib/shop.ts': stack(
        'Shop',
        "    const key = new kms.Key(this, 'Key');\n    new sqs.Queue(this, 'In', { queueName: 'orders-in', encryptionMasterKey: key });\n",
      ),
      'lib/mail.ts': imported('Mail', own, ''),
    });
    expect(said(host, 'MailSecond', 'sqs', queueOf)).toContain(
      'nothing allows MailSecond to decrypt with it',
    );
  });

  it.each([
    [
      'a table',
      "dynamodb.Table.fromTableAttributes(this, 'Taken', { tableName: 'orders', tableStreamArn: 'arn:aws:dynamodb:eu-west-1:1:table/orders/stream/x' })",
      'new sources.DynamoEventSource(taken, { startingPosition: lambda.StartingPosition.LATEST })',
      'dynamodb-stream',
      'table',
    ],
    [
      'a stream',
      "kinesis.Stream.fromStreamArn(this, 'Taken', this.formatArn({ service: 'kinesis', resource: 'stream', resourceName: 'orders' }))",
      'new sources.KinesisEventSource(taken, { startingPosition: lambda.StartingPosition.LATEST })',
      'kinesis',
      'stream',
    ],
  ])('comes to one function once: %s', (_, how, reads, type, option) => {
    const host = shop(
      `    const taken = ${how};\n    const again = ${how.replace("'Taken'", "'Again'")};\n    first.addEventSource(${reads.replace('taken', 'again')});\n    taken.grantRead(first);\n`,
    );
    expect(said(host, 'ShopFirst', type, { [option]: 'Taken' })).toContain(
      'go to ShopFirst already',
    );
    expect(said(host, 'ShopSecond', type, { [option]: 'Taken' })).toBe('');
  });
});
