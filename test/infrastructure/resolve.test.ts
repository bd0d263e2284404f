// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub is written with them
import { describe, expect, it } from 'vitest';
import { mapOf } from '../../src/editors/sam/model.ts';
import { deploymentOf } from '../../src/infrastructure/resolve/deploy.ts';
import { resolveStack } from '../../src/infrastructure/resolve/stack.ts';
import { parseTemplate, type Template } from '../../src/infrastructure/resolve/template.ts';

const around = {
  account: '000000000000',
  region: 'eu-west-1',
  stackName: 'app',
  queueUrl: (name: string) => `http://sqs/${name}`,
  endpoint: (id: string) => `http://api/${id}`,
};

function stackOf(text: string, parameters: Record<string, string> = {}) {
  const template = parseTemplate(text) as Template;
  const inputs = { around, parameters, importValue: () => undefined, nestedOutputs: () => ({}) };
  return { template, stack: resolveStack(template, inputs) };
}

function deployed(text: string, parameters: Record<string, string> = {}, files = {}) {
  const { template, stack } = stackOf(text, parameters);
  return deploymentOf(stack, template.globals, (path) => (files as Record<string, string>)[path]);
}

/** The value of an expression, as the only output of a template. */
function value(expression: string, more = '', parameters: Record<string, string> = {}) {
  const text = `${more}\nOutputs:\n  It:\n    Value: ${expression}\n`;
  return stackOf(text, parameters).stack.outputs.It;
}

describe('intrinsic functions', () => {
  const QUEUE = 'Resources:\n  Q:\n    Type: AWS::SQS::Queue\n';

  it.each([
    ['!Ref AWS::Region', 'eu-west-1'],
    ['!Sub "${AWS::StackName}-${!literal}"', 'app-${literal}'],
    ['!Sub ["${A}-b", {A: !Ref AWS::Region}]', 'eu-west-1-b'],
    ['!Join ["-", [a, !Ref AWS::AccountId]]', 'a-000000000000'],
    ['!Select [1, !Split [",", "a,b"]]', 'b'],
    ['!Base64 hello', 'aGVsbG8='],
    ['!GetAtt Q.Arn', 'arn:aws:sqs:eu-west-1:000000000000:app-Q'],
    ['{"Fn::GetAtt": ["Q", "QueueName"]}', 'app-Q'],
    ['!Ref Q', 'http://sqs/app-Q'],
    ['!Sub "${Q.Arn}/*"', 'arn:aws:sqs:eu-west-1:000000000000:app-Q/*'],
  ])('%s', (expression, expected) => {
    expect(value(expression, QUEUE)).toBe(expected);
  });

  it('look a value up', () => {
    const maps = 'Mappings:\n  M:\n    dev: {size: 1}\n';
    expect(value('!FindInMap [M, dev, size]', maps)).toBe(1);
  });

  it('say what they cannot resolve', () => {
    const { stack } = stackOf('Outputs:\n  It:\n    Value: !GetAtt Nothing.Arn\n');
    expect(stack.outputs.It).toBe('unresolved:Nothing.Arn');
    expect([...stack.unresolved]).toEqual(['unresolved:Nothing.Arn']);
  });

  it('leave out what is no value', () => {
    expect(value('{a: !Ref AWS::NoValue, b: 1}')).toEqual({ b: 1 });
  });
});

describe('conditions', () => {
  const CONDITIONS = `Parameters:
  Stage: {Type: String, Default: dev}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsOther: !Not [!Condition IsProd]
  Both: !And [!Condition IsProd, !Condition IsOther]
  Either: !Or [!Condition IsProd, !Condition IsOther]
`;

  it.each([
    ['IsProd', 'dev', 'no'],
    ['IsProd', 'prod', 'yes'],
    ['IsOther', 'dev', 'yes'],
    ['Both', 'prod', 'no'],
    ['Either', 'prod', 'yes'],
    ['Undeclared', 'prod', 'no'],
  ])('%s with %s is %s', (name, Stage, expected) => {
    expect(value(`!If [${name}, "yes", "no"]`, CONDITIONS, { Stage })).toBe(expected);
  });

  it('leave out a resource whose condition does not hold', () => {
    const text = `${CONDITIONS}Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Condition: IsProd\n`;
    expect(stackOf(text).stack.resources.size).toBe(0);
    expect(stackOf(text, { Stage: 'prod' }).stack.resources.size).toBe(1);
  });
});

describe('parameters', () => {
  it.each([
    ['{Type: String, Default: a}', 'a'],
    ['{Type: Number, MinValue: 3}', '3'],
    ['{Type: String, AllowedValues: [x, y]}', 'x'],
    ['{Type: String, AllowedPattern: "^[^@ ]+@[^@ ]+$"}', 'local@example.com'],
    ['{Type: CommaDelimitedList, Default: "a, b"}', ['a', 'b']],
  ])('%s has a value', (declared, expected) => {
    expect(value('!Ref P', `Parameters:\n  P: ${declared}\n`)).toEqual(expected);
  });

  it('without a value are named', () => {
    const text = 'Parameters:\n  P: {Type: String}\n';
    expect([...stackOf(text).stack.invented]).toEqual([['P', 'local']]);
    expect(stackOf(text, { P: 'given' }).stack.invented.size).toBe(0);
  });
});

describe('YAML', () => {
  it('aliases and merge keys are followed', () => {
    const text = `Resources:
  A: &a
    Type: AWS::SQS::Queue
    Properties: &p {VisibilityTimeout: 7}
  B:
    <<: *a
    Properties:
      <<: *p
      DelaySeconds: 3
`;
    const { queues } = deployed(text);
    expect(queues.map(({ attributes }) => attributes)).toEqual([
      { VisibilityTimeout: '7' },
      { VisibilityTimeout: '7', DelaySeconds: '3' },
    ]);
  });
});

const SAM = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs24.x
    Timeout: 10
    Environment: {Variables: {A: shared, B: shared}}
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Handler: src/work.handler
      MemorySize: 256
      Environment: {Variables: {B: own, TABLE: !Ref Table}}
      DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Dead.Arn}
      FunctionUrlConfig: {AuthType: NONE, Cors: {AllowOrigins: ["*"]}}
      Events:
        Get: {Type: HttpApi, Properties: {Path: "/a/{id}", Method: get}}
        Rest: {Type: Api, Properties: {Path: /b, Method: any}}
        Queue: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn, BatchSize: 5, FunctionResponseTypes: [ReportBatchItemFailures]}}
        Stream: {Type: DynamoDB, Properties: {Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST, FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"]}'}]}}}
        Topic: {Type: SNS, Properties: {Topic: !Ref Topic, FilterPolicy: {kind: [a]}}}
        Bucket: {Type: S3, Properties: {Bucket: !Ref Bucket, Events: s3:ObjectCreated:*, Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}]}}}}
        Tick: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 hour), ScheduleExpressionTimezone: Europe/Rome, Input: '{"x":1}'}}
        Old: {Type: Schedule, Properties: {Schedule: cron(0 9 * * ? *), Enabled: false}}
        Rule: {Type: EventBridgeRule, Properties: {Pattern: {source: [shop]}}}
        SignUp: {Type: Cognito, Properties: {UserPool: !Ref Pool, Trigger: PreSignUp}}
        Alexa: {Type: AlexaSkill}
  Table: {Type: AWS::DynamoDB::Table, Properties: {AttributeDefinitions: [{AttributeName: id, AttributeType: S}], KeySchema: [{AttributeName: id, KeyType: HASH}], StreamSpecification: {StreamViewType: NEW_IMAGE}, TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}}}
  Simple: {Type: AWS::Serverless::SimpleTable}
  Queue: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}}}
  Dead: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
  Topic: {Type: AWS::SNS::Topic}
  Bucket: {Type: AWS::S3::Bucket, Properties: {VersioningConfiguration: {Status: Enabled}}}
  Pool: {Type: AWS::Cognito::UserPool}
  Machine: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: m.asl.json, DefinitionSubstitutions: {Fn: !GetAtt Work.Arn}}}
`;

describe('a SAM template', () => {
  const files = {
    'm.asl.json': '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Fn}"}}}',
  };
  const all = deployed(SAM, {}, files);
  const [work] = all.functions;
  const ARN = 'arn:aws:lambda:eu-west-1:000000000000:function:app-Work';

  it('merges Globals into functions', () => {
    expect(work).toMatchObject({
      arn: ARN,
      timeoutSeconds: 10,
      memoryMb: 256,
      environment: { A: 'shared', B: 'own', TABLE: 'app-Table' },
      code: { kind: 'folder', folder: '.' },
      url: { id: 'WorkUrl', auth: 'NONE', cors: { origins: ['*'] } },
      asynchronous: { retries: 2, deadLetters: 'arn:aws:sqs:eu-west-1:000000000000:app-Dead.fifo' },
    });
  });

  it('implies APIs by the events of functions', () => {
    expect(
      all.apis.map(({ id, kind, routes }) => [
        id,
        kind,
        routes[0]!.method,
        routes[0]!.path,
        routes[0]!.payload,
      ]),
    ).toEqual([
      ['ServerlessHttpApi', 'http', 'GET', '/a/{id}', '2.0'],
      ['ServerlessRestApi', 'rest', 'ANY', '/b', '1.0'],
    ]);
  });

  it('expands events into what they become', () => {
    expect(all.mappings).toMatchObject([
      { functionArn: ARN, batchSize: 5, reportsFailures: true, filters: [] },
      { batchSize: 100, filters: [{ eventName: ['INSERT'] }], sourceArn: all.tables[0]!.streamArn },
    ]);
    expect(all.subscriptions).toMatchObject([
      { protocol: 'lambda', endpoint: ARN, filter: { kind: ['a'] } },
    ]);
    expect(all.buckets).toMatchObject([
      {
        name: 'app-bucket',
        isVersioned: true,
        notifications: [{ targetArn: ARN, prefix: 'in/', suffix: '' }],
      },
    ]);
    expect(all.schedules).toMatchObject([
      {
        expression: 'rate(1 hour)',
        timezone: 'Europe/Rome',
        isEnabled: true,
        targets: [{ arn: ARN, input: '{"x":1}' }],
      },
      { expression: 'cron(0 9 * * ? *)', isEnabled: false, kind: 'rule' },
    ]);
    expect(all.rules).toMatchObject([{ bus: 'default', pattern: { source: ['shop'] } }]);
    expect(all.pools).toMatchObject([{ triggers: { PreSignUp: ARN } }]);
  });

  it('describes tables, queues and state machines', () => {
    expect(all.tables).toMatchObject([
      { name: 'app-Table', ttlAttribute: 'ttl', streamView: 'NEW_IMAGE' },
      { name: 'app-Simple', definition: { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] } },
    ]);
    expect(all.queues).toMatchObject([
      { redrive: { maxReceives: 3 } },
      { name: 'app-Dead.fifo', isFifo: true },
    ]);
    expect(mapOf(mapOf(all.stateMachines[0]!.definition.States).A).Resource).toBe(ARN);
  });

  it('names what has no local counterpart', () => {
    expect(all.notEmulated.map(({ id }) => id)).toEqual(['WorkAlexa', 'Pool']);
  });
});
