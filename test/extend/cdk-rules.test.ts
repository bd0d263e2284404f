import { describe, expect, it } from 'vitest';
import type { OptionValues } from '../../src/core/options.ts';
import { addTrigger, after, type Host, hostOf, kitOf, read } from '../support/extend.ts';
import { synthesised } from '../support/synth.ts';

const HANDLER = 'export const handler = async (event: unknown) => event;\n';

const IMPORTS = `import * as cdk from 'aws-cdk-lib';
import * as apigw from 'aws-cdk-lib/aws-apigateway';
import * as apigwv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
`;

/** The line of the stack's first statement. */
const FIRST = 18;

const project = (body: string, files: Readonly<Record<string, string>> = {}) =>
  hostOf('cdk', {
    'cdk.json': '{ "app": "npx tsx bin/app.ts" }',
    'package.json': '{}',
    'bin/app.ts': `import { App } from 'aws-cdk-lib';
import { AppStack } from '../lib/app-stack';

new AppStack(new App(), 'App');
`,
    'lib/app-stack.ts': `${IMPORTS}
export class AppStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: cdk.StackProps & { seconds?: number } = {}) {
    super(scope, id, props);
${body}  }
}
`,
    'src/worker.ts': HANDLER,
    ...files,
  });

const fn = (id: string, more = '') =>
  `    const ${id.toLowerCase()} = new NodejsFunction(this, '${id}', { entry: 'src/worker.ts', runtime: lambda.Runtime.NODEJS_22_X${more} });\n`;

function refusal(host: Host, name: string, type: string, options: OptionValues = {}) {
  try {
    addTrigger(host, name, type, options);
  } catch (error) {
    const { kind, message, hint, at } = error as Record<string, unknown>;
    return { kind, message, hint, at };
  }
  throw new Error('It is not refused.');
}

const textOf = (host: Host, name: string, type: string, options: OptionValues = {}) =>
  read(after(host, addTrigger(host, name, type, options)), 'lib/app-stack.ts');

const shared = (body: string) =>
  project(`    const jobs = new sqs.Queue(this, 'Jobs', { visibilityTimeout: cdk.Duration.minutes(15) });
${fn('Worker')}${fn('Other')}${body}`);

describe('a queue that others may read', () => {
  const statement = (principals: string, actions = "['sqs:ReceiveMessage']", more = '') =>
    `new iam.PolicyStatement({ actions: ${actions}, principals: [${principals}], resources: [jobs.queueArn]${more} })`;
  const account = "new iam.AccountPrincipal('111122223333')";

  it.each([
    ['a grant', `    jobs.grantConsumeMessages(${account});\n`],
    ['a grant of actions', `    jobs.grant(${account}, 'sqs:ReceiveMessage');\n`],
    ['a statement', `    jobs.addToResourcePolicy(${statement(account, "['sqs:*']")});\n`],
    [
      'a role made elsewhere',
      "    jobs.grantConsumeMessages(iam.Role.fromRoleArn(this, 'Audit', 'arn:aws:iam::111122223333:role/audit'));\n",
    ],
    [
      'everybody',
      `    const all = new iam.AnyPrincipal();\n    jobs.addToResourcePolicy(${statement('all')});\n`,
    ],
    [
      'a policy',
      `    new sqs.CfnQueuePolicy(this, 'Policy', { queues: [jobs.queueUrl], policyDocument: new iam.PolicyDocument({ statements: [${statement(account)}] }) });\n`,
    ],
    [
      'a policy of the library',
      `    const policy = new sqs.QueuePolicy(this, 'Policy', { queues: [jobs] });\n    policy.document.addStatements(${statement(account)});\n`,
    ],
    [
      'a service',
      `    jobs.addToResourcePolicy(${statement("new iam.ServicePrincipal('firehose.amazonaws.com')", "['sqs:*']")});\n`,
    ],
  ])('is theirs: %s', (_, body) => {
    const { kind, message, hint, at } = refusal(shared(body), 'Worker', 'sqs', { queue: 'Jobs' });
    expect(kind).toBe('refused');
    expect(message).toMatch(/Others may receive the messages of Jobs \(lib\/app-stack\.ts:\d+\)/);
    expect(hint).toContain('Name another --queue, or leave it out for a new one.');
    expect((at as { line: number }).line).toBeGreaterThan(FIRST + 2);
  });

  it.each([
    ['who sends', `    jobs.grantSendMessages(${account});\n`],
    [
      'the account itself',
      `    jobs.addToResourcePolicy(${statement('new iam.AccountRootPrincipal()')});\n`,
    ],
    [
      'a service that sends',
      `    jobs.addToResourcePolicy(${statement("new iam.ServicePrincipal('sns.amazonaws.com')", "['sqs:*']")});\n`,
    ],
    [
      'one source',
      `    jobs.addToResourcePolicy(${statement('new iam.AnyPrincipal()', "['sqs:*']", ", conditions: { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::files' } }")});\n`,
    ],
    ['the function itself', '    jobs.grantConsumeMessages(worker);\n'],
  ])('is taken where that is %s', (_, body) => {
    const plan = addTrigger(shared(body), 'Worker', 'sqs', { queue: 'Jobs' });
    expect(plan.warnings ?? []).toEqual([]);
    expect(plan.changes.length).toBeGreaterThan(0);
  });

  it.each([
    ['another function', '    jobs.grantConsumeMessages(other);\n', 'Other'],
    [
      'a role that is not known',
      '    jobs.grantConsumeMessages(task.taskRole);\n',
      'task.taskRole',
    ],
  ])('is taken with a warning where that is %s', (_, body, name) => {
    const [warning] = addTrigger(shared(body), 'Worker', 'sqs', { queue: 'Jobs' }).warnings ?? [];
    expect(warning).toContain(`${name} may receive and delete the messages of Jobs`);
  });
});

describe('a key of the user', () => {
  const encrypted = (role: string) => `    const key = new kms.Key(this, 'Key');
    const jobs = new sqs.Queue(this, 'Jobs', { encryptionMasterKey: key, visibilityTimeout: cdk.Duration.minutes(15) });
    const role = iam.Role.fromRoleArn(this, 'Role', 'arn:aws:iam::111122223333:role/worker', { mutable: ${role} });
${fn('Worker', ', role')}`;
  const withKey = (body: string) => {
    const host = project(body);
    const text = read(host, 'lib/app-stack.ts').replace(
      '\nexport class',
      "import * as kms from 'aws-cdk-lib/aws-kms';\n\nexport class",
    );
    return hostOf('cdk', { ...Object.fromEntries(host.files), 'lib/app-stack.ts': text });
  };

  it('is one that the CDK lets the function use, unless its role takes no policies', () => {
    const host = withKey(encrypted('false'));
    const { message } = refusal(host, 'Worker', 'sqs', { queue: 'Jobs' });
    expect(message).toContain(
      'Jobs is encrypted with a key of your own, and nothing allows Worker to decrypt',
    );
    expect(textOf(withKey(encrypted('true')), 'Worker', 'sqs', { queue: 'Jobs' })).toContain(
      'SqsEventSource(jobs',
    );
  });

  it.each([
    ['a grant', '    key.grantDecrypt(role);\n'],
    [
      'a statement of the role',
      "    role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['kms:*'], resources: [key.keyArn] }));\n",
    ],
    [
      'a statement of the function',
      "    worker.addToRolePolicy(new iam.PolicyStatement({ actions: ['kms:Decrypt'], resources: ['*'] }));\n",
    ],
  ])('is not one that such a role may use by %s', (_, body) => {
    const { message } = refusal(withKey(encrypted('false') + body), 'Worker', 'sqs', {
      queue: 'Jobs',
    });
    expect(message).toContain('nothing allows Worker to decrypt');
  });

  it('is one that it may use by the policy of the key', () => {
    const body =
      "    key.addToResourcePolicy(new iam.PolicyStatement({ actions: ['kms:Decrypt'], principals: [new iam.ArnPrincipal(role.roleArn)], resources: ['*'] }));\n";
    const host = withKey(encrypted('false') + body);
    expect(textOf(host, 'Worker', 'sqs', { queue: 'Jobs' })).toContain('SqsEventSource(jobs');
  });
});

describe('the timeout of a function', () => {
  const host = project(
    `${fn('ByConst', ', timeout: limit')}${fn('ByProps', ', timeout: cdk.Duration.seconds(props.seconds ?? 60)')}    const common = { timeout: cdk.Duration.seconds(90) };
${fn('ByLocal', ', ...common')}    const whole = { entry: 'src/worker.ts', timeout: cdk.Duration.seconds(90) };
    const d = new NodejsFunction(this, 'ByWhole', whole);
${fn('ByDefault')}`,
  );
  const text = read(host, 'lib/app-stack.ts').replace(
    '\nexport class',
    "\nimport { MINUTES } from './limits';\n\nconst limit = cdk.Duration.minutes(MINUTES);\n\nexport class",
  );
  const files = { ...Object.fromEntries(host.files), 'lib/app-stack.ts': text };
  const whole = hostOf('cdk', { ...files, 'lib/limits.ts': 'export const MINUTES = 2;\n' });

  it.each([
    ['ByConst', 720],
    ['ByProps', 5400],
    ['ByLocal', 540],
    ['ByWhole', 540],
    ['ByDefault', 18],
  ])('%s: six times it is %d seconds', (name, seconds) => {
    for (const type of ['sqs', 'sns', 's3'])
      expect(textOf(whole, name, type)).toContain(
        `visibilityTimeout: cdk.Duration.seconds(${seconds}),`,
      );
  });
});

const CYCLE = `    const members = new cognito.UserPool(this, 'Members');
${fn('Welcome')}    welcome.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['cognito-idp:AdminAddUserToGroup'],
        resources: [members.userPoolArn],
      }),
    );
`;

const MAPPED = `${fn('Guard')}${fn('Other')}    const jobs = new sqs.Queue(this, 'Jobs');
    const source = new sources.SqsEventSource(jobs, { batchSize: 1 });
    guard.addEventSource(source);
    const ledger = new dynamodb.Table(this, 'Ledger', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    });
    guard.addEventSource(new sources.DynamoEventSource(ledger, { startingPosition: lambda.StartingPosition.LATEST }));
    const pool = new cognito.UserPool(this, 'Pool', { lambdaTriggers: { preSignUp: guard } });
    const files = new s3.Bucket(this, 'Files');
    guard.addEventSource(new sources.S3EventSource(files, { events: [s3.EventType.OBJECT_CREATED] }));
    const api = new apigwv2.HttpApi(this, 'Api');
`;

const VISIBLE = `    const jobs = new sqs.Queue(this, 'Jobs');
${fn('Worker', ', timeout: cdk.Duration.minutes(5)')}`;

describe('a rule of the infrastructure', () => {
  it.each([
    [
      'a circle',
      CYCLE,
      'Welcome',
      'cognito',
      { pool: 'Members', operation: 'post-confirmation' },
      /would depend on each other/,
      5,
    ],
    [
      'a queue that the function reads',
      MAPPED,
      'Guard',
      'sqs',
      { queue: 'Jobs' },
      /messages of Jobs go to Guard already/,
      4,
    ],
    [
      'a queue that another reads',
      MAPPED,
      'Other',
      'sqs',
      { queue: 'Jobs' },
      /messages of Jobs go to Guard already/,
      4,
    ],
    [
      'a stream that it reads',
      MAPPED,
      'Guard',
      'dynamodb-stream',
      { table: 'Ledger' },
      /events of Ledger go to Guard already/,
      9,
    ],
    [
      'an operation that is taken',
      MAPPED,
      'Other',
      'cognito',
      { pool: 'Pool', operation: 'pre-sign-up' },
      /PreSignUp calls Guard/,
      10,
    ],
    [
      'a notification that overlaps',
      MAPPED,
      'Other',
      's3',
      { bucket: 'Files' },
      /Files has a notification with no filter already/,
      12,
    ],
    [
      'a queue that shows messages too soon',
      VISIBLE,
      'Worker',
      'sqs',
      { queue: 'Jobs' },
      /visibility timeout of Jobs is 30 seconds/,
      0,
    ],
  ] as const)('refuses %s, with its place', (_, body, name, type, options, message, line) => {
    expect(refusal(project(body), name, type, options)).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(message),
      at: { path: 'lib/app-stack.ts', line: FIRST + line },
    });
  });

  it('is asked across classes: a queue that is handed to one that reads it', () => {
    const reader = `import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class Reader extends Construct {
  constructor(scope: Construct, id: string, props: { queue: IQueue }) {
    super(scope, id);
    const fn = new NodejsFunction(this, 'Fn', { entry: 'src/worker.ts' });
    fn.addEventSource(new SqsEventSource(props.queue));
  }
}
`;
    const body = `    const jobs = new sqs.Queue(this, 'Jobs');
    const more = new sqs.Queue(this, 'More');
    new Reader(this, 'First', { queue: jobs });
    new Reader(this, 'Second', { queue: more });
${fn('Worker')}`;
    const host = project(body, { 'lib/reader.ts': reader });
    const text = read(host, 'lib/app-stack.ts').replace(
      '\nexport class',
      "import { Reader } from './reader';\n\nexport class",
    );
    const whole = hostOf('cdk', { ...Object.fromEntries(host.files), 'lib/app-stack.ts': text });
    expect(refusal(whole, 'Worker', 'sqs', { queue: 'More' })).toMatchObject({
      message: expect.stringContaining('The messages of More go to Second already'),
    });
  });

  it('changes the value that it names when it may', () => {
    const context = kitOf(project(VISIBLE));
    const plan = addTrigger(
      project(VISIBLE),
      'Worker',
      'sqs',
      { queue: 'Jobs' },
      { fix: true },
      context,
    );
    expect(read(after(project(VISIBLE), plan), 'lib/app-stack.ts')).toContain(
      "new sqs.Queue(this, 'Jobs', { visibilityTimeout: cdk.Duration.seconds(1800) });",
    );
    const said = VISIBLE.replace(
      "'Jobs'",
      "'Jobs', { visibilityTimeout: cdk.Duration.minutes(1) }",
    );
    const other = project(said);
    const changed = addTrigger(other, 'Worker', 'sqs', { queue: 'Jobs' }, { fix: true });
    expect(read(after(other, changed), 'lib/app-stack.ts')).toContain(
      "new sqs.Queue(this, 'Jobs', { visibilityTimeout: cdk.Duration.seconds(1800) });",
    );
  });

  it('says nothing of what is not known, but warns', () => {
    const host = project(VISIBLE.replace("'Jobs'", "'Jobs', options"));
    const plan = addTrigger(host, 'Worker', 'sqs', { queue: 'Jobs' });
    expect(plan.warnings?.join()).toContain('is not known');
  });
});

it('an operation that is spread into those of a pool is taken', () => {
  const host = project(`${fn('Guard')}${fn('Other')}    const more = { preSignUp: guard };
    new cognito.UserPool(this, 'Members', { lambdaTriggers: { ...more, postConfirmation: guard } });
`);
  for (const operation of ['pre-sign-up', 'post-confirmation'])
    expect(refusal(host, 'Other', 'cognito', { pool: 'Members', operation })).toMatchObject({
      message: expect.stringContaining('calls Guard'),
    });
  const operation = 'custom-message';
  expect(textOf(host, 'Other', 'cognito', { pool: 'Members', operation })).toContain('addTrigger(');
});

it('an imported API that is the only one has a way around it', () => {
  const host = project(
    `    const old = apigw.RestApi.fromRestApiAttributes(this, 'Old', { restApiId: 'a', rootResourceId: 'b' });\n${fn('Worker')}`,
  );
  expect(refusal(host, 'Worker', 'http', { path: '/a', api: 'Old' }).hint).toContain('--api new');
  expect(textOf(host, 'Worker', 'http', { path: '/a', api: 'new' })).toContain(
    'new apigwv2.HttpApi(',
  );
});

describe('a circle of a function and its pool', () => {
  const POOL = `    const members = new cognito.UserPool(this, 'Members');
    const statement = new iam.PolicyStatement({ actions: ['a:B'], resources: [members.userPoolArn] });
`;
  const ROLE = (policies: string) => `    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),${policies}
    });
${fn('Welcome', ', role')}`;
  const ask = (body: string) => () =>
    textOf(project(POOL + body), 'Welcome', 'cognito', { pool: 'Members' });

  it.each([
    [
      'through what a method of the pool makes',
      `    const client = members.addClient('Web');
${fn('Welcome', ', environment: { CLIENT: client.userPoolClientId }')}`,
      /Welcome refers to Members in its environment/,
    ],
    [
      'through a construct that is given the pool',
      `    const client = new cognito.UserPoolClient(this, 'Web', { userPool: members });
${fn('Welcome')}    welcome.addEnvironment('CLIENT', client.userPoolClientId);
`,
      /Welcome refers to Members in its environment/,
    ],
    [
      'through variables that are spread',
      `    const shared = { POOL: members.userPoolId };
${fn('Welcome', ", environment: { ...shared, MODE: 'a' }")}`,
      /Welcome refers to Members in its environment/,
    ],
    [
      'through the policies of a role',
      ROLE(`
      inlinePolicies: { pool: new iam.PolicyDocument({ statements: [statement] }) },`),
      /Role refers to Members in its policies/,
    ],
    [
      'through a dependency',
      `${fn('Welcome')}    welcome.node.addDependency(members);
`,
      /Welcome refers to Members by addDependency .*/,
    ],
  ])('is refused %s', (_, body, said) => {
    expect(ask(body)).toThrow(said);
  });

  it('is none where nothing leads back', () => {
    expect(ask(ROLE(''))()).toContain('members.addTrigger(');
    const given = `    const client = members.addClient('Web');
${fn('Other', ', environment: { CLIENT: client.userPoolClientId }')}${fn('Welcome')}`;
    expect(ask(given)()).toContain('members.addTrigger(');
  });
});

describe('a queue that a construct of another level reads', () => {
  const JOBS = `${fn('Worker')}    const jobs = new sqs.Queue(this, 'Jobs');\n`;
  const PIPES = "import * as pipes from 'aws-cdk-lib/aws-pipes';\n";

  it.each([
    [
      'a mapping',
      "new lambda.CfnEventSourceMapping(this, 'M', { functionName: worker.functionName, eventSourceArn: jobs.queueArn })",
    ],
    [
      'a mapping of a function that the app does not make',
      "new lambda.CfnEventSourceMapping(this, 'M', { functionName: 'other', eventSourceArn: jobs.queueArn })",
    ],
    [
      'a pipe',
      "new pipes.CfnPipe(this, 'P', { roleArn: 'r', source: jobs.queueArn, target: 't' })",
    ],
  ])('is taken: %s', (_, statement) => {
    const host = project(`${JOBS}    ${statement};\n`);
    const stack = read(host, 'lib/app-stack.ts');
    const files = new Map([...host.files, ['lib/app-stack.ts', PIPES + stack]]);
    const found = refusal({ ...host, files } as Host, 'Worker', 'sqs', { queue: 'Jobs' });
    expect(found.message).toMatch(/The messages of Jobs go to .* already/);
  });
});

describe('a function that publishes an alias', () => {
  it('is invoked by it', () => {
    const host = project(`${fn('Worker')}    new lambda.Alias(this, 'Live', {
      aliasName: 'live',
      version: worker.currentVersion,
    });
`);
    const text = textOf(host, 'Worker', 'sqs');
    expect(text).toContain("const live = new lambda.Alias(this, 'Live', {");
    expect(text).toContain('live.addEventSource(');
    expect(text).toContain("'WorkerQueue'");
  });

  it('is invoked by an alias that the function itself makes, too', () => {
    const host = project(
      `${fn('Worker').replace('    new lambda', '    const worker = new lambda')}    worker.addAlias('live');\n`,
    );
    const text = textOf(host, 'Worker', 'sqs');
    expect(text).toContain("const live = worker.addAlias('live');");
    expect(text).toContain('live.addEventSource(');
    expect(text).toContain("new sqs.Queue(this, 'WorkerQueue'");
  });
});

describe('a class of functions that publish an alias', () => {
  const host = (override: string) => {
    const { form, files } = project('');
    const text = `import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

class Published extends lambda.Function {
  readonly live: lambda.Alias;
  constructor(scope: Construct, id: string) {
    super(scope, id, { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('0') });
    this.live = this.addAlias('live');
  }${override}
}

export class AppStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const worker = new Published(this, 'Worker');
  }
}
`;
    return { form, files: new Map([...files, ['lib/app-stack.ts', text]]) } as Host;
  };

  it('invokes the alias where the class says so', () => {
    const own = host(`
  override addEventSourceMapping(id: string, options: lambda.EventSourceMappingOptions) {
    return this.live.addEventSourceMapping(id, options);
  }`);
    expect(textOf(own, 'Worker', 'sqs')).toContain('worker.addEventSource(');
  });

  it('is refused where it does not', () => {
    expect(refusal(host(''), 'Worker', 'sqs').message).toMatch(/publishes an alias/);
  });
});

const IMPORTED = `    sqs.Queue.fromQueueArn(this, 'Jobs', 'arn:aws:sqs:eu-west-1:123456789012:jobs');
    const table = dynamodb.Table.fromTableName(this, 'Orders', 'orders');
    const bucket = s3.Bucket.fromBucketName(this, 'Drop', 'acme-drop');
    const pool = cognito.UserPool.fromUserPoolId(this, 'Members', 'eu-west-1_abc');
    const topic = sns.Topic.fromTopicArn(this, 'News', 'arn:aws:sns:eu-west-1:210987654321:news');
    const api = apigw.RestApi.fromRestApiId(this, 'Old', 'z9y8x7');
    const stream = dynamodb.Table.fromTableAttributes(this, 'Streamed', { tableName: 'a', tableStreamArn: 'arn:aws:dynamodb:eu-west-1:1:table/a/stream/b' });
${fn('Worker')}`;

describe('a resource of another stack', () => {
  const host = project(IMPORTED);

  it.each([
    ['cognito', { pool: 'Members' }, /aws-cdk#10002/, 3],
    ['dynamodb-stream', { table: 'Orders' }, /does not say which stream/, 1],
    ['http', { api: 'Old' }, /takes no routes from here/, 5],
  ] as const)('takes no %s trigger, with the reason', (type, options, message, line) => {
    expect(refusal(host, 'Worker', type, options)).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(message),
      at: { path: 'lib/app-stack.ts', line: FIRST + line },
    });
  });

  it('is taken where the CDK takes it', async () => {
    const triggers = [
      ['sqs', { queue: 'Jobs' }],
      ['s3', { bucket: 'Drop' }],
      ['sns', { topic: 'News' }],
      ['dynamodb-stream', { table: 'Streamed' }],
    ] as const;
    const all = triggers.reduce<Host>(
      (there, [type, options]) => after(there, addTrigger(there, 'Worker', type, options)),
      host,
    );
    expect(read(all, 'lib/app-stack.ts')).toContain('const jobs = sqs.Queue.fromQueueArn(');
    const [app] = await synthesised([all.files]);
    const mappings = Object.values(app!.App!.Resources).filter(
      ({ Type }) => Type === 'AWS::Lambda::EventSourceMapping',
    );
    expect(mappings).toHaveLength(4);
  }, 120_000);
});

describe('an API', () => {
  const REST = `${fn('Worker')}${fn('Other')}    const all = new apigw.LambdaRestApi(this, 'All', { handler: worker });
    const orders = new apigw.RestApi(this, 'Orders');
    const list = orders.root.addResource('orders');
    list.addMethod('GET', new apigw.LambdaIntegration(worker));
    list.addResource('{id}').addMethod('GET', new apigw.LambdaIntegration(worker));
`;
  const host = project(REST);

  it('takes a route behind the last use of its resources', async () => {
    const options = { api: 'Orders', path: '/orders/{id}', method: 'POST' };
    const there = after(host, addTrigger(host, 'Other', 'http', options));
    const text = read(there, 'lib/app-stack.ts');
    expect(text.indexOf('resourceForPath')).toBeGreaterThan(text.indexOf("addResource('{id}')"));
    const [app] = await synthesised([there.files]);
    const resources = Object.values(app!.App!.Resources).filter(
      ({ Type }) => Type === 'AWS::ApiGateway::Resource',
    );
    // orders, {id}, and the proxy of the other API
    expect(resources).toHaveLength(3);
  }, 120_000);

  it('takes no route twice', () => {
    const options = { api: 'Orders', path: '/orders/{id}', method: 'GET' };
    expect(refusal(host, 'Other', 'http', options)).toMatchObject({
      message: expect.stringContaining('GET /orders/{id} leads to Worker already'),
      at: { path: 'lib/app-stack.ts', line: FIRST + 6 },
    });
  });

  it('takes none where its default handler takes all', () => {
    expect(refusal(host, 'Other', 'http', { api: 'All', path: '/a' })).toMatchObject({
      message: expect.stringContaining('it sends every request to its default handler'),
      at: { path: 'lib/app-stack.ts', line: FIRST + 2 },
    });
  });
});

describe('a function that the app names, and does not make for itself', () => {
  const host = project(`    const taken = lambda.Function.fromFunctionName(this, 'Taken', 'taken');
    new cdk.aws_cloudfront.experimental.EdgeFunction(this, 'Edge', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('0'),
    });
    new lambda.CfnFunction(this, 'Plain', { role: 'arn', code: { zipFile: '0' } });
${fn('Worker')}`);

  it.each([
    ['Taken', 'it is imported, and another stack makes it', 0],
    ['taken', 'it is imported, and another stack makes it', 0],
    ['Edge', 'it runs at the edge, where CloudFront alone invokes it', 1],
    ['Plain', 'it is a CfnFunction, which takes no event sources', 6],
  ] as const)('takes no trigger: %s', (name, reason, line) => {
    expect(refusal(host, name, 'sqs')).toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(new RegExp(`^(Taken|Edge|Plain) takes no trigger: ${reason}`)),
      at: { path: 'lib/app-stack.ts', line: FIRST + line },
    });
  });
});
