// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of CloudFormation have such texts
import { describe, expect, it } from 'vitest';
import { read } from '../../support/extend.ts';
import { asked, fn, hasLint, lint, samHost } from '../../support/rules.ts';

const added: string[] = [];

/** The template with the trigger, which is judged at the end. */
function adds(...of: Parameters<typeof asked>): string {
  const { text, refusal } = asked(...of);
  if (refusal) throw refusal;
  added.push(text);
  return text;
}

function refuses(...of: Parameters<typeof asked>) {
  const { refusal } = asked(...of);
  expect(refusal?.kind).toBe('refused');
  return { said: `${refusal?.message}\n${refusal?.hint}`, at: refusal?.at };
}

const QUEUE = 'Jobs:\n  Type: AWS::SQS::Queue\n  Properties:\n    VisibilityTimeout: 900\n';

describe('a queue', () => {
  const event = [
    'Events:',
    '  Work:',
    '    Type: SQS',
    '    Properties:',
    '      Queue: !GetAtt Jobs.Arn',
  ];
  const mapping = `Mapping:
  Type: AWS::Lambda::EventSourceMapping
  Properties:
    EventSourceArn: !Sub \${Jobs.Arn}
    FunctionName: !Ref First
`;

  it.each([
    ['an event of another function', fn('First', ...event) + fn('Second'), 'Second'],
    ['an event of the function itself', fn('First', ...event), 'First'],
    ['a mapping of its own', fn('First') + mapping + fn('Second'), 'Second'],
  ])('has one reader: %s', (_, resources, name) => {
    const { said, at } = refuses(samHost(QUEUE + resources), name, 'sqs', { queue: 'Jobs' });
    expect(said).toMatch(/The messages of Jobs go to First already \(template\.yaml:\d+\)/);
    expect(at?.path).toBe('template.yaml');
  });

  const NAMED = QUEUE.replace(
    'Properties:',
    'Properties:\n    QueueName: !Sub "${AWS::StackName}-jobs"',
  );
  const ARN = 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}';

  it.each([
    ['by its attribute', `!Sub "${ARN}:\${Jobs.QueueName}"`],
    ['by its name', `!Sub "${ARN}:\${AWS::StackName}-jobs"`],
    [
      'joined',
      "!Join [':', ['arn:aws:sqs', !Ref AWS::Region, !Ref AWS::AccountId, !GetAtt Jobs.QueueName]]",
    ],
    ['under a condition', '!If [IsProd, !GetAtt Jobs.Arn, !GetAtt Others.Arn]'],
  ])('has one reader, also where its ARN is written %s', (_, arn) => {
    const more = 'Others:\n  Type: AWS::SQS::Queue\nLast:\n  Type: AWS::SQS::Queue\n';
    const sections =
      'Parameters:\n  Stage: { Type: String }\nConditions:\n  IsProd: !Equals [!Ref Stage, prod]';
    const read = [...event.slice(0, -1), `      Queue: ${arn}`];
    const mapped = mapping.replace('!Sub ${Jobs.Arn}', arn);
    for (const resources of [fn('First', ...read), fn('First') + mapped]) {
      const host = samHost(NAMED + more + resources + fn('Second'), sections);
      const { said } = refuses(host, 'Second', 'sqs', { queue: 'Jobs' });
      expect(said).toMatch(/The messages of Jobs go to First already/);
      adds(host, 'Second', 'sqs', { queue: 'Last' });
    }
  });

  const policy = (...statement: readonly string[]) => `JobsPolicy:
  Type: AWS::SQS::QueuePolicy
  Properties:
    Queues: [!Ref Jobs]
    PolicyDocument:
      Version: '2012-10-17'
      Statement:
        - Effect: Allow
          Resource: !GetAtt Jobs.Arn
${statement.map((line) => `          ${line}`).join('\n')}
`;
  const RECEIVE = 'Action: [sqs:ReceiveMessage, sqs:DeleteMessage]';
  const SECTIONS = `Parameters:
  Consumer: { Type: String }
Mappings:
  Accounts: { live: { id: '111122223333' } }`;

  it.each([
    ['an account', "Principal: { AWS: '111122223333' }", RECEIVE],
    ['a mapped account', 'Principal: { AWS: !FindInMap [Accounts, live, id] }', 'Action: sqs:*'],
    [
      'a parameter',
      'Principal: { AWS: !Sub "arn:aws:iam::${Consumer}:root" }',
      'Action: SQS:Receive*',
    ],
    [
      'a role of the account',
      'Principal: { AWS: !Sub "arn:aws:iam::${AWS::AccountId}:role/audit" }',
      RECEIVE,
    ],
    ['everybody', "Principal: '*'", "Action: 'sqs:*'"],
    ['a service', 'Principal: { Service: firehose.amazonaws.com }', 'Action: sqs:*'],
  ])('that its policy lets others receive is theirs: %s', (_, ...statement) => {
    const host = samHost(QUEUE + policy(...statement) + fn('Worker'), SECTIONS);
    const { said, at } = refuses(host, 'Worker', 'sqs', { queue: 'Jobs' });
    expect(said).toMatch(/Others may receive the messages of Jobs \(template\.yaml:\d+\)/);
    expect(said).toContain('Name another --queue, or leave it out for a new one.');
    expect(read(host, 'template.yaml').split('\n')[at!.line! - 1]).toContain('Principal');
  });

  it.each([
    ['a service that sends', 'Principal: { Service: sns.amazonaws.com }', 'Action: sqs:*'],
    ['who sends', "Principal: { AWS: '111122223333' }", 'Action: sqs:SendMessage'],
    [
      'the account itself',
      'Principal: { AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }',
      'Action: sqs:*',
    ],
    [
      'everybody of the account',
      "Principal: '*'",
      'Action: sqs:*',
      'Condition: { StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }',
    ],
    [
      'one source',
      "Principal: '*'",
      'Action: sqs:*',
      'Condition: { ArnEquals: { aws:SourceArn: !Sub "arn:aws:s3:::files" } }',
    ],
  ])('whose policy is for others is taken: %s', (_, ...statement) => {
    const host = samHost(QUEUE + policy(...statement) + fn('Worker'), SECTIONS);
    expect(asked(host, 'Worker', 'sqs', { queue: 'Jobs' }).refusal).toBeUndefined();
  });

  it('that a function of another stack or a pipe reads is theirs', () => {
    const foreign = mapping.replace('!Ref First', '!ImportValue worker');
    const pipe = `Pipe:
  Type: AWS::Pipes::Pipe
  Properties: { RoleArn: !Sub "arn:aws:iam::\${AWS::AccountId}:role/pipe", Source: !GetAtt Jobs.Arn, Target: !Ref News }
News:
  Type: AWS::SNS::Topic
`;
    for (const reader of [foreign, pipe])
      expect(
        refuses(samHost(QUEUE + fn('Second') + reader), 'Second', 'sqs', { queue: 'Jobs' }).said,
      ).toContain('The messages of Jobs go to');
  });

  it('that a role of the project may empty is taken with a warning', () => {
    const task = `Task:
  Type: AWS::IAM::Role
  Properties:
    AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ecs-tasks.amazonaws.com }, Action: sts:AssumeRole }] }
    Policies:
      - PolicyName: work
        PolicyDocument: { Statement: [{ Effect: Allow, Action: 'sqs:*', Resource: !GetAtt Jobs.Arn }] }
`;
    const [warning, ...others] = asked(samHost(QUEUE + task + fn('Worker')), 'Worker', 'sqs', {
      queue: 'Jobs',
    }).warnings;
    expect(warning).toContain('Task may receive and delete the messages of Jobs');
    expect(others).toEqual([]);
  });

  it('that nothing reads is taken', () => {
    expect(adds(samHost(QUEUE + fn('Worker')), 'Worker', 'sqs', { queue: 'Jobs' })).toContain(
      'Queue: !GetAtt Jobs.Arn',
    );
  });
});

describe('a topic and a stream', () => {
  const topic = 'News:\n  Type: AWS::SNS::Topic\n';
  const sns = ['Events:', '  News:', '    Type: SNS', '    Properties:', '      Topic: !Ref News'];
  const kinesis = ['Events:', '  Log:', '    Type: Kinesis', '    Properties:'];
  const stream = 'Log:\n  Type: AWS::Kinesis::Stream\n';
  const reads = ['      Stream: !GetAtt Log.Arn', '      StartingPosition: LATEST'];

  it('come to the same function once', () => {
    const { said } = refuses(samHost(topic + fn('A', ...sns)), 'A', 'sns', { topic: 'News' });
    expect(said).toContain('The events of News go to A already');
    const host = samHost(stream + fn('A', ...kinesis, ...reads));
    expect(refuses(host, 'A', 'kinesis', { stream: 'Log' }).said).toContain('Log go to A already');
  });

  it('come to several functions', () => {
    adds(samHost(topic + fn('A', ...sns) + fn('B')), 'B', 'sns', { topic: 'News' });
    adds(samHost(stream + fn('A', ...kinesis, ...reads) + fn('B')), 'B', 'kinesis', {
      stream: 'Log',
    });
  });
});

describe('an operation of a user pool', () => {
  const pool = 'Members:\n  Type: AWS::Cognito::UserPool\n';
  const event = (trigger: string) => [
    'Events:',
    '  SignUp:',
    '    Type: Cognito',
    `    Properties: { UserPool: !Ref Members, Trigger: ${trigger} }`,
  ];
  const configured = (config: string) =>
    `Members:\n  Type: AWS::Cognito::UserPool\n  Properties:\n    LambdaConfig:\n      ${config}\n`;

  it.each([
    ['an event', pool + fn('Guard', ...event('PreSignUp')) + fn('Other')],
    [
      'one of several in an event',
      pool + fn('Guard', ...event('[PostConfirmation, PreSignUp]')) + fn('Other'),
    ],
    ['the configuration', configured('PreSignUp: !GetAtt Guard.Arn') + fn('Guard') + fn('Other')],
    ['a function of another stack', configured('PreSignUp: !ImportValue guard') + fn('Other')],
    [
      'conditions within conditions',
      configured(
        'PreSignUp: !If [IsProd, !If [IsProd, !GetAtt Guard.Arn, !Ref AWS::NoValue], !Ref AWS::NoValue]',
      ) +
        fn('Guard') +
        fn('Other'),
    ],
    [
      'a condition around all',
      configured('!If [IsProd, { PreSignUp: !GetAtt Guard.Arn }, !Ref AWS::NoValue]') +
        fn('Guard') +
        fn('Other'),
    ],
    [
      'a condition',
      configured('PreSignUp: !If [IsProd, !GetAtt Guard.Arn, !Ref AWS::NoValue]') +
        fn('Guard') +
        fn('Other'),
    ],
  ])('calls one function: %s', (_, resources) => {
    const host = samHost(resources, 'Conditions:\n  IsProd: !Equals [!Ref AWS::Region, eu-west-1]');
    const { said } = refuses(host, 'Other', 'cognito', { pool: 'Members' });
    expect(said).toMatch(
      /Members has such a trigger already: PreSignUp calls .* \(template\.yaml:\d+\)/,
    );
  });

  it('that is a version of it counts as it', () => {
    const config =
      'PreTokenGenerationConfig: { LambdaArn: !GetAtt Guard.Arn, LambdaVersion: V2_0 }';
    const host = samHost(configured(config) + fn('Guard') + fn('Other'));
    const options = { pool: 'Members', operation: 'pre-token-generation' };
    expect(refuses(host, 'Other', 'cognito', options).said).toContain('such a trigger already');
  });

  it('that is free is taken', () => {
    const host = samHost(
      configured('PostConfirmation: !GetAtt Guard.Arn') + fn('Guard') + fn('Other'),
    );
    expect(adds(host, 'Other', 'cognito', { pool: 'Members' })).toContain(
      'PreSignUp: !GetAtt Other.Arn',
    );
  });
});

describe('a route', () => {
  const api = (type: string, more = '') =>
    `Shop:\n  Type: AWS::Serverless::${type}\n  Properties:\n    StageName: live\n${more}`;
  const event = (type: string, key: string, path: string, method = 'get') => [
    'Events:',
    '  Get:',
    `    Type: ${type}`,
    `    Properties: { ${key}: !Ref Shop, Path: '${path}', Method: ${method} }`,
  ];
  const rest = (path: string) => api('Api') + fn('A', ...event('Api', 'RestApiId', path)) + fn('B');
  const http = (path: string) =>
    api('HttpApi') + fn('A', ...event('HttpApi', 'ApiId', path)) + fn('B');
  const of = { api: 'Shop', auth: 'none' };

  it('leads to one function', () => {
    for (const resources of [rest('/orders'), http('/orders')])
      expect(refuses(samHost(resources), 'B', 'http', { ...of, path: '/orders' }).said).toMatch(
        /GET \/orders leads to A already \(template\.yaml:\d+\)/,
      );
  });

  it('of an HTTP API is the same under other names of its variables', () => {
    const options = { ...of, path: '/orders/{order}' };
    expect(refuses(samHost(http('/orders/{id}')), 'B', 'http', options).said).toContain(
      'leads to A',
    );
  });

  it('of a REST API has the variables that its neighbours have', () => {
    const host = samHost(rest('/orders/{id}'));
    const { said } = refuses(host, 'B', 'http', { ...of, path: '/orders/{order}/items' });
    expect(said).toContain('Call it {id} in --path.');
    adds(host, 'B', 'http', { ...of, path: '/orders/{id}/items' });
  });

  it('may lead to a state machine', () => {
    const machine = `Flow:
  Type: AWS::Serverless::StateMachine
  Properties:
    DefinitionUri: flow.json
    Events:
      Start:
        Type: Api
        Properties: { RestApiId: !Ref Shop, Path: /orders, Method: post }
`;
    const host = samHost(api('Api') + machine + fn('B'));
    const options = { ...of, path: '/orders', method: 'POST' };
    expect(refuses(host, 'B', 'http', options).said).toContain(
      'POST /orders leads to Flow already',
    );
  });

  it('of another method or path is taken', () => {
    adds(samHost(http('/orders')), 'B', 'http', { ...of, path: '/orders', method: 'POST' });
    adds(samHost(rest('/orders')), 'B', 'http', { ...of, path: '/others' });
  });

  it('of an API that SAM does not make is one of CloudFormation', () => {
    const plain = (protocol: string) =>
      `Shop:\n  Type: AWS::ApiGatewayV2::Api\n  Properties: { Name: shop, ProtocolType: ${protocol}, RouteSelectionExpression: '$request.method $request.path' }\n`;
    const text = adds(samHost(plain('HTTP') + fn('A')), 'A', 'http', { ...of, path: '/orders' });
    expect(text).toContain('RouteKey: GET /orders');
    expect(text).not.toContain('Type: HttpApi');
    const { said } = refuses(samHost(plain('WEBSOCKET') + fn('A')), 'A', 'http', of);
    expect(said).toContain('Shop is a WebSocket API');
  });

  it('of plain CloudFormation counts', () => {
    const plain = `Shop:
  Type: AWS::ApiGatewayV2::Api
  Properties: { Name: shop, ProtocolType: HTTP }
Integration:
  Type: AWS::ApiGatewayV2::Integration
  Properties:
    ApiId: !Ref Shop
    IntegrationType: AWS_PROXY
    IntegrationUri: !GetAtt A.Arn
    PayloadFormatVersion: '2.0'
Route:
  Type: AWS::ApiGatewayV2::Route
  Properties:
    ApiId: !Ref Shop
    RouteKey: GET /orders
    Target: !Join [/, [integrations, !Ref Integration]]
`;
    const lambda = (id: string) =>
      `${id}:\n  Type: AWS::Lambda::Function\n  Properties:\n    Handler: app.handler\n    Runtime: nodejs22.x\n    Role: !GetAtt Role.Arn\n    Code: src/\n`;
    const role = 'Role:\n  Type: AWS::IAM::Role\n  Properties:\n    AssumeRolePolicyDocument: {}\n';
    const host = samHost(plain + lambda('A') + lambda('B') + role);
    expect(refuses(host, 'B', 'http', { ...of, path: '/orders' }).said).toContain(
      'leads to A already',
    );
  });
});

describe('routes of a document', () => {
  const inline = (merge = '') => `Shop:
  Type: AWS::Serverless::Api
  Properties:
    StageName: live
${merge}    DefinitionBody:
      openapi: 3.0.1
      info: { title: shop, version: '1' }
      paths:
        /orders:
          get:
            x-amazon-apigateway-integration:
              type: aws_proxy
              httpMethod: POST
              uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${A.Arn}/invocations
`;
  const file = (key: string, value: string, type = 'Api') =>
    `Shop:\n  Type: AWS::Serverless::${type}\n  Properties:\n    StageName: live\n    ${key}: ${value}\n`;

  it.each([
    ['inline', inline()],
    ['a file', file('DefinitionUri', 'openapi.yaml')],
    [
      'an include',
      file(
        'DefinitionBody',
        '{ Fn::Transform: { Name: AWS::Include, Parameters: { Location: a.yaml } } }',
      ),
    ],
    ['a file of an HTTP API', file('DefinitionUri', 'openapi.yaml', 'HttpApi')],
  ])('are written there: %s', (_, resources) => {
    const host = samHost(resources + fn('A'));
    const { refusal } = asked(host, 'A', 'http', {
      api: 'Shop',
      path: '/items/{id}',
      method: 'POST',
    });
    expect(refusal?.kind).toBe('refused');
    expect(refusal?.message).toContain('The routes of Shop come from an OpenAPI');
    expect(refusal?.paste).toMatch(/^\/items\/\{id\}:\n {2}post:\n[\s\S]*functions\/\$\{A\.Arn\}/);
  });

  it('come with the permission of what is invoked', () => {
    const paste = (more: string) =>
      asked(samHost(inline() + fn('A', more)), 'A', 'http', {
        api: 'Shop',
        path: '/items/{id}',
        method: 'ANY',
      }).refusal?.paste;
    expect(paste('Timeout: 5')).toMatch(
      /\n\nAShopPermission:\n {2}Type: AWS::Lambda::Permission\n[\s\S]*FunctionName: !Ref A\n[\s\S]*SourceArn: .*\$\{Shop\}\/\*\/\*\/items\/\*$/,
    );
    const published = paste('AutoPublishAlias: live');
    expect(published).toContain('functions/${A.Alias}/');
    expect(published).toContain('FunctionName: !Ref A.Alias');
  });

  it('are merged where the API says so', () => {
    adds(samHost(inline('    MergeDefinitions: true\n') + fn('A')), 'A', 'http', {
      api: 'Shop',
      path: '/items',
      auth: 'none',
    });
  });
});

describe('a notification of a bucket', () => {
  const bucket = 'Drop:\n  Type: AWS::S3::Bucket\n';
  const event = (rules: string, events = 's3:ObjectCreated:*') => [
    'Events:',
    '  Drop:',
    '    Type: S3',
    '    Properties:',
    '      Bucket: !Ref Drop',
    `      Events: ${events}`,
    ...(rules ? [`      Filter: { S3Key: { Rules: [${rules}] } }`] : []),
  ];
  const rule = (name: string, value: string) => `{ Name: ${name}, Value: ${value} }`;
  const host = (rules: string, events?: string) =>
    samHost(bucket + fn('A', ...event(rules, events)) + fn('B'));

  it.each([
    ['a suffix against a prefix', rule('suffix', '.csv'), { prefix: 'uploads/' }],
    ['none against a prefix', '', { prefix: 'uploads/' }],
    ['a shorter prefix', rule('prefix', 'up'), { prefix: 'uploads/' }],
    ['a longer prefix', rule('Prefix', 'uploads/in/'), { prefix: 'uploads/' }],
    ['the same', rule('prefix', 'uploads/'), { prefix: 'uploads/' }],
    ['a suffix of the suffix', rule('suffix', 'g'), { prefix: 'a/', suffix: '.jpg' }],
  ])('overlaps: %s', (_, rules, options) => {
    const { said } = refuses(host(rules), 'B', 's3', { bucket: 'Drop', ...options });
    expect(said).toMatch(/Drop has a notification with .* already \(template\.yaml:\d+\)/);
  });

  it.each([
    ['another prefix', rule('prefix', 'in/'), undefined, { prefix: 'uploads/' }],
    ['another suffix', rule('suffix', '.csv'), undefined, { prefix: 'a/', suffix: '.jpg' }],
    ['another event', '', 's3:ObjectRemoved:*', { prefix: 'uploads/' }],
  ])('does not overlap: %s', (_, rules, events, options) => {
    adds(host(rules, events), 'B', 's3', { bucket: 'Drop', ...options });
  });

  it('leaves a DependsOn of the bucket as it is', () => {
    const own = bucket.replace('\n', '\n  DependsOn: Other\n');
    const other = samHost(`${own}Other:\n  Type: AWS::SNS::Topic\n${fn('B')}`);
    const text = adds(other, 'B', 's3', { bucket: 'Drop' });
    // The queue is known, also by the expression that waits for its policy
    expect(asked(other, 'B', 's3', { bucket: 'Drop' }).warnings).toEqual([]);
    expect(text.match(/DependsOn/g)).toHaveLength(1);
    expect(text).toContain(
      'Queue: !Select [0, [!GetAtt BBucketQueue.Arn, !Ref BBucketQueuePolicy]]',
    );
  });

  it.each([
    ['a queue', 'QueueConfigurations', 'Queue: !GetAtt Q.Arn'],
    ['a topic of another stack', 'TopicConfigurations', 'Topic: !ImportValue topic'],
  ])('counts whoever gets it: %s', (_, list, to) => {
    const own = `Drop:
  Type: AWS::S3::Bucket
  Properties:
    NotificationConfiguration:
      ${list}:
        - Event: s3:ObjectCreated:Put
          ${to}
Q:
  Type: AWS::SQS::Queue
`;
    const { said } = refuses(samHost(own + fn('B')), 'B', 's3', { bucket: 'Drop' });
    expect(said).toContain('already');
  });
});

it.skipIf(!hasLint)('what was added passes cfn-lint (needs the Python package cfn-lint)', () => {
  expect(added.length).toBeGreaterThan(5);
  expect(lint(added)).toBe('');
});
