import { describe, expect, it } from 'vitest';
import { asked, cdkFn, cdkHost, fn, samHost } from '../../support/rules.ts';

type Asked = Parameters<typeof asked>;

function refuses(...of: Asked): string {
  const { refusal } = asked(...of);
  expect(refusal?.kind).toBe('refused');
  return `${refusal?.message}\n${refusal?.hint}`;
}

function taken(...of: Asked): readonly string[] {
  const { refusal, warnings } = asked(...of);
  if (refusal) throw refusal;
  return warnings;
}

const EVENT_SOURCES = [
  ['sqs', {}],
  ['sns', {}],
  ['s3', {}],
  ['kinesis', {}],
  ['dynamodb-stream', {}],
  ['schedule', {}],
  ['eventbridge', { source: 'my.app' }],
  ['cognito', { pool: 'new' }],
  ['function-url', {}],
  ['http', { path: '/orders' }],
] as const;

describe('a function with tenant isolation', () => {
  const hosts = {
    sam: samHost(fn('Work', 'TenancyConfig: { TenantIsolationMode: PER_TENANT }')),
    cdk: cdkHost(cdkFn('Work', 'tenancyConfig: lambda.TenancyConfig.PER_TENANT')),
  };

  it.each(EVENT_SOURCES)(
    'is invoked with the id of a tenant, which %s has not',
    (type, options) => {
      for (const host of [hosts.sam, hosts.cdk])
        expect(refuses(host, 'Work', type, options)).toMatch(
          /Work has an environment for each tenant \((template\.yaml:11|lib\/app-stack\.ts:\d+)\)/,
        );
    },
  );
});

describe('a durable function', () => {
  const sam = (seconds: number | string, ...more: readonly string[]) =>
    samHost(
      fn('Work', `DurableConfig: { ExecutionTimeout: ${seconds} }`, ...more),
      `Parameters:
  Longest: { Type: Number }`,
    );
  const cdk = (timeout: string, more = '') =>
    cdkHost(cdkFn('Work', `durableConfig: { executionTimeout: ${timeout} }`) + more);
  const alias = { sam: 'AutoPublishAlias: live', cdk: "work.addAlias('live');" };

  it('is invoked by an alias or a version', () => {
    expect(refuses(sam(600), 'Work', 'sqs')).toContain('Publish an alias first (AutoPublishAlias');
    expect(refuses(cdk('cdk.Duration.minutes(10)'), 'Work', 'sqs')).toContain(
      'Work is a durable function (lib/app-stack.ts:',
    );
    expect(taken(sam(600, alias.sam), 'Work', 'sqs')).toEqual([]);
    expect(taken(cdk('cdk.Duration.minutes(10)', alias.cdk), 'Work', 'sqs')).toEqual([]);
  });

  it('runs no longer than who waits for it', () => {
    for (const host of [sam(3600, alias.sam), cdk('cdk.Duration.hours(1)', alias.cdk)]) {
      expect(refuses(host, 'Work', 'sqs')).toContain('may take 3600 seconds');
      expect(taken(host, 'Work', 'schedule')).toEqual([]);
    }
    const unknown = [sam('!Ref Longest', alias.sam), cdk('props!.longest', alias.cdk)];
    for (const host of unknown)
      expect(taken(host, 'Work', 'sqs').join()).toContain('An execution of Work may take longer');
  });
});

describe('a function that writes to its source', () => {
  const sources = `Jobs:
  Type: AWS::SQS::Queue
  Properties:
    VisibilityTimeout: 900
News:
  Type: AWS::SNS::Topic
Files:
  Type: AWS::S3::Bucket
Log:
  Type: AWS::Kinesis::Stream
Orders:
  Type: AWS::DynamoDB::Table
  Properties:
    BillingMode: PAY_PER_REQUEST
    StreamSpecification: { StreamViewType: NEW_AND_OLD_IMAGES }
    AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
    KeySchema: [{ AttributeName: id, KeyType: HASH }]
`;
  const constructs = `const jobs = new sqs.Queue(this, 'Jobs', { visibilityTimeout: cdk.Duration.minutes(15) });
const news = new sns.Topic(this, 'News');
const files = new s3.Bucket(this, 'Files');
const log = new kinesis.Stream(this, 'Log');
const orders = new dynamodb.Table(this, 'Orders', { stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES, partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
`;
  const statement = (action: string, resource: string) => [
    'Policies:',
    '  - Statement:',
    `      - { Effect: Allow, Action: '${action}', Resource: !GetAtt ${resource} }`,
  ];

  it.each([
    ['sqs', { queue: 'Jobs' }, 'SQSSendMessagePolicy: { QueueName: !GetAtt Jobs.QueueName }'],
    ['sns', { topic: 'News' }, 'SNSPublishMessagePolicy: { TopicName: !GetAtt News.TopicName }'],
    ['s3', { bucket: 'Files' }, 'S3CrudPolicy: { BucketName: !Ref Files }'],
    ['kinesis', { stream: 'Log' }, 'KinesisCrudPolicy: { StreamName: !Ref Log }'],
    ['dynamodb-stream', { table: 'Orders' }, 'DynamoDBCrudPolicy: { TableName: !Ref Orders }'],
  ])('is added with a warning: a policy template, %s', (type, options, policy) => {
    const host = samHost(sources + fn('Work', `Policies:\n  - ${policy}`));
    const [warning, ...others] = taken(host, 'Work', type, options);
    expect(warning).toMatch(/Work may write to \w+ \(template\.yaml:\d+\)/);
    expect(others).toEqual([]);
  });

  it.each([
    ['sqs', { queue: 'Jobs' }, 'jobs.grantSendMessages(work);'],
    ['sns', { topic: 'News' }, 'news.grantPublish(work);'],
    ['s3', { bucket: 'Files' }, 'files.grantReadWrite(work);'],
    ['kinesis', { stream: 'Log' }, 'log.grantWrite(work);'],
    ['dynamodb-stream', { table: 'Orders' }, 'orders.grantReadWriteData(work);'],
  ])('is added with a warning: a grant of the CDK, %s', (type, options, grant) => {
    const warnings = taken(cdkHost(constructs + cdkFn('Work') + grant), 'Work', type, options);
    expect(warnings.join()).toMatch(/Work may write to \w+ \(lib\/app-stack\.ts:\d+\)/);
  });

  it('is one whose failed invocations are sent to it', () => {
    const own = ['DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Jobs.Arn }'];
    const hosts = [
      samHost(sources + fn('Work', ...own)),
      cdkHost(constructs + cdkFn('Work', 'deadLetterQueue: jobs')),
    ];
    for (const host of hosts)
      expect(taken(host, 'Work', 'sqs', { queue: 'Jobs' }).join()).toContain('may write to Jobs');
  });

  it('is not one that writes elsewhere, or reads', () => {
    const host = samHost(sources + fn('Work', ...statement('sqs:*', 'Jobs.Arn')));
    expect(taken(host, 'Work', 'sns', { topic: 'News' })).toEqual([]);
    const reads = cdkHost(`${constructs}${cdkFn('Work')}files.grantRead(work);`);
    expect(taken(reads, 'Work', 's3', { bucket: 'Files' })).toEqual([]);
  });
});

describe('a function with a URL', () => {
  const url =
    'Url:\n  Type: AWS::Lambda::Url\n  Properties: { AuthType: AWS_IAM, TargetFunctionArn: !Ref Work }\n';

  it('has one, also where that is a resource of its own', () => {
    const hosts = [
      samHost(fn('Work') + url),
      cdkHost(`${cdkFn('Work')}new lambda.FunctionUrl(this, 'Url', { function: work });`),
    ];
    for (const host of hosts)
      expect(refuses(host, 'Work', 'function-url')).toMatch(/Work has a URL already \(\S+:\d+\)/);
  });

  it('may have one of its alias beside it', () => {
    const host = samHost(fn('Work', 'AutoPublishAlias: live') + url);
    expect(taken(host, 'Work', 'function-url')).toEqual([]);
  });
});
