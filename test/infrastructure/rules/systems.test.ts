// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of CloudFormation have such texts
import { describe, expect, it } from 'vitest';
import { hostOf, read } from '../../support/extend.ts';
import { asked, cdkFn, cdkHost, fn, hasLint, lint, samHost } from '../../support/rules.ts';

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

describe('circular references', () => {
  const pool = 'Members:\n  Type: AWS::Cognito::UserPool\n';
  const env = (value: string) => ['Environment:', '  Variables:', `    VALUE: ${value}`];
  const statement = (arn: string) => [
    'Policies:',
    '  - Statement:',
    '      - Effect: Allow',
    '        Action: cognito-idp:AdminGetUser',
    `        Resource: ${arn}`,
  ];

  it.each([
    ['the environment', fn('A', ...env('!Ref Members')), "the pool's id from the event"],
    ['a text', fn('A', ...env('!Sub pool-${Members}')), "the pool's id from the event"],
    ['a join', fn('A', ...env('!Join ["", [!Ref Members]]')), "the pool's id from the event"],
    ['a policy', fn('A', ...statement('!GetAtt Members.Arn')), 'a separate policy'],
    [
      'a DependsOn',
      fn('A').replace('  Properties', '  DependsOn: Members\n  Properties'),
      'remove the DependsOn',
    ],
    [
      'another resource',
      `${fn('A', ...env('!Ref Client'))}Client:\n  Type: AWS::Cognito::UserPoolClient\n  Properties:\n    UserPoolId: !Ref Members\n`,
      'the event',
    ],
  ])('of a function and its pool are refused: %s', (_, resources, way) => {
    const { said, at } = refuses(samHost(pool + resources), 'A', 'cognito', { pool: 'Members' });
    expect(said).toMatch(/would depend on each other: .*\(template\.yaml:\d+\)/);
    expect(said).toContain(way);
    expect(at?.line).toBeGreaterThan(5);
  });

  it.each([
    ['Api', 'ServerlessRestApi', 'Authorizers: { P: { UserPoolArn: !GetAtt Members.Arn } }'],
    [
      'HttpApi',
      'ServerlessHttpApi',
      'Authorizers: { P: { JwtConfiguration: { issuer: !Sub "https://${Members}", audience: [a] }, IdentitySource: $request.header.Authorization } }',
    ],
  ])('through an %s that SAM makes are refused, wherever its events are', (type, id, auth) => {
    const globals = `Globals:\n  ${type}:\n    Auth:\n      ${auth}`;
    const asking = fn('A', ...env(`!Ref ${id}`));
    const serving = fn(
      'B',
      'Events:',
      `  Get: { Type: ${type}, Properties: { Path: /b, Method: get } }`,
    );
    for (const both of [asking + serving, serving + asking]) {
      const { said } = refuses(samHost(pool + both, globals), 'A', 'cognito', { pool: 'Members' });
      expect(said).toMatch(new RegExp(`${id} refers to Members in its properties \\(template`));
    }
    adds(samHost(pool + asking.replace(id, 'AWS::Region') + serving, globals), 'A', 'cognito', {
      pool: 'Members',
    });
  });

  it('of Globals are refused with their line', () => {
    const globals =
      'Globals:\n  Function:\n    Environment:\n      Variables:\n        POOL: !Ref Members';
    const { at } = refuses(samHost(pool + fn('A'), globals), 'A', 'cognito', { pool: 'Members' });
    expect(at?.line).toBe(7);
  });

  it('names every reference that has to be cut', () => {
    const host = samHost(
      pool + fn('A', ...env('!Ref Members'), ...statement('!GetAtt Members.Arn')),
    );
    const { said } = refuses(host, 'A', 'cognito', { pool: 'Members' });
    expect(said).toContain('A refers to Members in its environment');
    expect(said).toContain('ARole refers to Members in its policies');
  });

  it('are cut by a policy of its own, or a role of its own with a wildcard', () => {
    const policy = `Read:
  Type: AWS::IAM::Policy
  Properties:
    PolicyName: read
    Roles: [!Ref ARole]
    PolicyDocument:
      Version: '2012-10-17'
      Statement: [{ Effect: Allow, Action: cognito-idp:AdminGetUser, Resource: !GetAtt Members.Arn }]
`;
    adds(samHost(pool + fn('A') + policy), 'A', 'cognito', { pool: 'Members' });
    const any =
      '!Sub arn:${AWS::Partition}:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/*';
    adds(samHost(pool + fn('A', ...statement(any))), 'A', 'cognito', { pool: 'Members' });
  });

  it('of a function and its API: SAM writes the function into it', () => {
    const api = 'Shop:\n  Type: AWS::Serverless::Api\n  Properties:\n    StageName: live\n';
    const host = samHost(api + fn('A', ...env('!Sub https://${Shop}.execute-api.amazonaws.com')));
    expect(refuses(host, 'A', 'http', { api: 'Shop' }).said).toContain('depend on each other');
  });

  it('of a function and the API that SAM makes by itself', () => {
    const event = [
      'Events:',
      '  Get:',
      '    Type: Api',
      '    Properties: { Path: /y, Method: get }',
    ];
    const url = env('!Sub https://${ServerlessRestApi}.execute-api.amazonaws.com');
    const host = samHost(fn('A', ...event) + fn('B', ...url));
    const { said } = refuses(host, 'B', 'http', { api: 'ServerlessRestApi', path: '/x' });
    expect(said).toContain('B refers to ServerlessRestApi in its environment');
  });

  it('and timeouts of a template in JSON have their lines', () => {
    const properties = {
      Handler: 'app.handler',
      Runtime: 'nodejs22.x',
      CodeUri: 'src/',
      Timeout: 300,
    };
    const template = {
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {
        Members: { Type: 'AWS::Cognito::UserPool' },
        Slow: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 60 } },
        A: {
          Type: 'AWS::Serverless::Function',
          Properties: { ...properties, Environment: { Variables: { POOL: { Ref: 'Members' } } } },
        },
      },
    };
    const text = JSON.stringify(template, null, 2);
    const line = (of: string) => text.split('\n').findIndex((each) => each.includes(of)) + 1;
    const host = hostOf('sam', { 'template.json': text });
    expect(refuses(host, 'A', 'cognito', { pool: 'Members' }).at?.line).toBe(line('"POOL"'));
    expect(refuses(host, 'A', 'sqs', { queue: 'Slow' }).at?.line).toBe(line('"VisibilityTimeout"'));
  });

  it('of plain CloudFormation through a role', () => {
    const plain = `${pool}Role:
  Type: AWS::IAM::Role
  Properties:
    AssumeRolePolicyDocument: {}
    Policies:
      - PolicyName: read
        PolicyDocument:
          Statement: [{ Effect: Allow, Action: '*', Resource: !GetAtt Members.Arn }]
A:
  Type: AWS::Lambda::Function
  Properties: { Handler: app.handler, Runtime: nodejs22.x, Role: !GetAtt Role.Arn, Code: src/ }
`;
    const { said } = refuses(samHost(plain), 'A', 'cognito', { pool: 'Members' });
    expect(said).toContain('Role refers to Members');
  });
});

describe('the visibility timeout of a queue', () => {
  const queue = (seconds?: string) =>
    `Jobs:\n  Type: AWS::SQS::Queue\n${seconds === undefined ? '' : `  Properties:\n    VisibilityTimeout: ${seconds} # as agreed\n`}`;
  const ask = (resources: string, sections = '', fix = false) =>
    [samHost(resources, sections), 'A', 'sqs', { queue: 'Jobs' }, fix] as const;

  it.each([
    ['both written out', queue('60') + fn('A', 'Timeout: 300'), ''],
    ['the default of SQS', queue() + fn('A', 'Timeout: 31'), ''],
    ['Globals', queue('60') + fn('A'), 'Globals:\n  Function:\n    Timeout: 61'],
    [
      'a parameter',
      queue('60') + fn('A', 'Timeout: !Ref Most'),
      'Parameters:\n  Most: { Type: Number, Default: 90 }',
    ],
    ['a text', queue('"60"') + fn('A', 'Timeout: "90"'), ''],
    [
      'a mapping',
      queue('!FindInMap [Of, sqs, seconds]') + fn('A', 'Timeout: 90'),
      'Mappings:\n  Of: { sqs: { seconds: 45 } }',
    ],
    [
      'two equal branches',
      queue('!If [IsProd, 60, 60]') + fn('A', 'Timeout: 90'),
      'Conditions:\n  IsProd: !Equals [!Ref AWS::Region, eu-west-1]',
    ],
  ])('is at least the timeout of the function: %s', (_, resources, sections) => {
    const { said } = refuses(...ask(resources, sections));
    expect(said).toMatch(
      /runs up to \d+ seconds \(template\.yaml:\d+\), and the visibility timeout of Jobs is \d+/,
    );
    const isFixed = asked(...ask(resources, sections, true)).refusal === undefined;
    expect(said.includes('--fix')).toBe(isFixed);
  });

  const most = (more: string) => `Parameters:\n  Most: { Type: Number, Default: 60${more} }\n`;
  const mapped = (prod: number) =>
    `Parameters:\n  Stage: { Type: String, Default: dev }\nMappings:\n  Of: { dev: { most: 30 }, prod: { most: ${prod} } }\n`;
  const OF_STAGE = 'Timeout: !FindInMap [Of, !Ref Stage, most]';

  it.each([
    ['a timeout', queue('60') + fn('A', 'Timeout: !Ref Most'), most('')],
    [
      'one with a bound',
      queue('60') + fn('A', 'Timeout: !Ref Most'),
      most(', MinValue: 1, MaxValue: 90'),
    ],
    [
      'one of some values',
      queue('60') + fn('A', 'Timeout: !Ref Most'),
      most(', AllowedValues: [30, 60, 90]'),
    ],
    ['one of a mapping', queue('60') + fn('A', OF_STAGE), mapped(61)],
    ['that of the queue', queue('!Ref Most') + fn('A', 'Timeout: 60'), most('')],
  ])('that a deployment can make too short is a warning: %s', (_, resources, sections) => {
    const { warnings } = asked(...ask(resources, sections));
    expect(warnings.join()).toMatch(
      /^template\.yaml:\d+: the visibility timeout of Jobs is as long as the timeout of A by the defaults of parameters/,
    );
  });

  it.each([
    ['a bound', queue('90') + fn('A', 'Timeout: !Ref Most'), most(', MinValue: 1, MaxValue: 90')],
    ['some values', queue('60') + fn('A', 'Timeout: !Ref Most'), most(', AllowedValues: [30, 60]')],
    ['a mapping', queue('60') + fn('A', OF_STAGE), mapped(60)],
    ['the longest there is', queue('900') + fn('A', 'Timeout: !Ref Most'), most('')],
  ])('that no deployment can make too short is none: %s', (_, resources, sections) => {
    expect(asked(...ask(resources, sections)).warnings).toEqual([]);
  });

  it('names the lines of both', () => {
    const { said, at } = refuses(...ask(queue('60') + fn('A', 'Timeout: 300')));
    const text = read(ask(queue('60') + fn('A', 'Timeout: 300'))[0], 'template.yaml').split('\n');
    const line = (of: string) => text.findIndex((each) => each.includes(of)) + 1;
    expect(at?.line).toBe(line('VisibilityTimeout: 60'));
    expect(said).toContain(`template.yaml:${line('Timeout: 300')}`);
  });

  it('is changed by --fix, and its comment stays', () => {
    const text = adds(...ask(queue('60') + fn('A', 'Timeout: 300'), '', true));
    expect(text).toContain('VisibilityTimeout: 1800 # as agreed');
    expect(adds(...ask(queue() + fn('A', 'Timeout: 40'), '', true))).toContain(
      'VisibilityTimeout: 240',
    );
  });

  it('that is no plain value is not changed', () => {
    const parameter = 'Parameters:\n  Seconds: { Type: Number, Default: 60 }';
    const { said } = refuses(
      ...ask(queue('!Ref Seconds') + fn('A', 'Timeout: 300'), parameter, true),
    );
    expect(said).toContain('VisibilityTimeout is no plain value');
    const asIs = ask(queue('!Ref Seconds') + fn('A', 'Timeout: 300'), parameter);
    expect(refuses(...asIs).said).not.toContain('--fix');
  });

  it.each([
    ['behind the function', fn('A', 'Timeout: 300') + queue('!Ref Seconds')],
    ['in flow style', `${fn('A', 'Timeout: 300')}Jobs: { Type: AWS::SQS::Queue }\n`],
  ])('that --fix does not change is refused at its line in the file: %s', (_, resources) => {
    const parameter = 'Parameters:\n  Seconds: { Type: Number, Default: 60 }';
    const host = ask(resources, parameter, true);
    const lines = read(host[0], 'template.yaml').split('\n');
    const written = lines.findIndex((each) => /VisibilityTimeout|Jobs: \{/.test(each));
    expect(refuses(...host).at?.line).toBe(written + 1);
  });

  it.each([
    ['the value', queue('&vt 60'), fn('B', 'Timeout: *vt')],
    [
      'the properties',
      queue('60').replace('Properties:', 'Properties: &p'),
      'More:\n  Type: AWS::SQS::Queue\n  Properties: *p\n',
    ],
  ])('that others have by an alias is not changed: %s', (_, own, other) => {
    const resources = own + other + fn('A', 'Timeout: 300');
    const { said } = refuses(...ask(resources, '', true));
    expect(said).toMatch(/VisibilityTimeout would apply to each alias of its anchor &(vt|p)/);
    expect(refuses(...ask(resources)).said).not.toContain('--fix');
  });

  it('that only the deployment knows is a warning', () => {
    const parameter = 'Parameters:\n  Seconds: { Type: Number }';
    const { warnings } = asked(...ask(queue('!Ref Seconds') + fn('A', 'Timeout: 300'), parameter));
    expect(warnings.join()).toMatch(/^template\.yaml:\d+: whether the visibility timeout of Jobs/);
  });

  it.each([
    ['six times what is written', ['Timeout: 100'], '', '600'],
    ['six times that of Globals', [], 'Globals:\n  Function:\n    Timeout: 20', '120'],
    [
      'six times the longest for a parameter',
      ['Timeout: !Ref Most'],
      'Parameters:\n  Most: { Type: Number, Default: 90 }',
      '5400',
    ],
  ])('of a new queue is %s', (_, properties, sections, seconds) => {
    expect(adds(samHost(fn('A', ...properties), sections), 'A', 'sqs')).toContain(
      `VisibilityTimeout: ${seconds}`,
    );
  });
});

describe('conditions', () => {
  const sections = `Parameters:
  Stage: { Type: String, Default: dev }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Not [!Condition IsProd]
  IsProdHere: !And [!Condition IsProd, !Equals [!Ref AWS::Region, eu-west-1]]`;
  const under = (condition: string, resource: string) =>
    resource.replace(/\n/, `\n  Condition: ${condition}\n`);
  const worker = under('IsProd', fn('Worker'));
  const pool = 'Members:\n  Type: AWS::Cognito::UserPool\n';
  const bucket = 'Drop:\n  Type: AWS::S3::Bucket\n';

  it.each([
    ['eventbridge', { source: 'my.app' }],
    ['schedule', {}],
    ['sqs', {}],
    ['sns', {}],
    ['s3', {}],
    ['http', {}],
    ['kinesis', {}],
    ['dynamodb-stream', {}],
    ['function-url', {}],
  ])('of the function are those of all that is added: %s', (type, options) => {
    const text = adds(samHost(worker, sections), 'Worker', type, options);
    const resources = [...text.matchAll(/^ {2}Worker\w+:\n {4}(Type|Value|Condition): .*\n/gm)];
    for (const [entry] of resources)
      expect(text.slice(text.indexOf(entry)).slice(0, 200)).toContain('Condition: IsProd');
  });

  it('are around what comes into a resource of every stage', () => {
    const text = adds(samHost(pool + worker, sections), 'Worker', 'cognito', { pool: 'Members' });
    expect(text).toContain('PreSignUp: !If [IsProd, !GetAtt Worker.Arn, !Ref AWS::NoValue]');
    expect(adds(samHost(bucket + worker, sections), 'Worker', 's3', { bucket: 'Drop' })).toMatch(
      /- !If\n\s+- IsProd\n\s+- Event: .*\n\s+Queue: .*\n[\s\S]*- !Ref AWS::NoValue\n/,
    );
  });

  it.each([
    ['demands', 'IsProd', 'IsProdHere'],
    ['is one of', 'IsEither', 'IsProd'],
  ])(
    'are around what comes into a resource whose condition that of the function %s',
    (_, wide, narrow) => {
      const either = `${sections}\n  IsEither: !Or [!Condition IsProd, !Condition IsDev]`;
      const host = (source: string) =>
        samHost(under(wide, source) + under(narrow, fn('A')), either);
      expect(adds(host(pool), 'A', 'cognito', { pool: 'Members' })).toContain(
        `PreSignUp: !If [${narrow}, !GetAtt A.Arn, !Ref AWS::NoValue]`,
      );
      expect(adds(host(bucket), 'A', 's3', { bucket: 'Drop' })).toMatch(
        new RegExp(`- !If\\n +- ${narrow}\\n +- Event: `),
      );
      const narrower = samHost(under(narrow, pool) + under(wide, fn('A')), either);
      expect(refuses(narrower, 'A', 'cognito', { pool: 'Members' }).said).toContain(
        `Members exists only under the condition ${narrow}`,
      );
    },
  );

  it('name the function where the resource that would refer is not there yet', () => {
    const role = 'Role:\n  Type: AWS::IAM::Role\n  Properties: { AssumeRolePolicyDocument: {} }\n';
    const own = fn('A', 'Role: !GetAtt Role.Arn');
    const queue = under('IsDev', 'Jobs:\n  Type: AWS::SQS::Queue\n');
    const { said } = refuses(samHost(role + queue + own, sections), 'A', 'sqs', { queue: 'Jobs' });
    expect(said).toContain('and A, which would refer to it, has none');
  });

  it.each([
    ['sqs', 'Jobs:\n  Type: AWS::SQS::Queue\n', { queue: 'Jobs' }],
    ['sns', 'News:\n  Type: AWS::SNS::Topic\n', { topic: 'News' }],
    ['kinesis', 'Log:\n  Type: AWS::Kinesis::Stream\n', { stream: 'Log' }],
    ['cognito', pool, { pool: 'Members' }],
    ['http', 'Shop:\n  Type: AWS::Serverless::HttpApi\n', { api: 'Shop' }],
    [
      'eventbridge',
      'Bus:\n  Type: AWS::Events::EventBus\n  Properties: { Name: bus }\n',
      { bus: 'Bus', source: 'my.app' },
    ],
  ])('of a source have to be those of the function: %s', (type, source, options) => {
    const other = under('IsDev', source);
    expect(refuses(samHost(other + worker, sections), 'Worker', type, options).said).toMatch(
      /exists only under the condition Is(Dev|Prod) \(template\.yaml:\d+\)/,
    );
    refuses(samHost(other + fn('Worker'), sections), 'Worker', type, options);
    adds(samHost(under('IsProd', source) + worker, sections), 'Worker', type, options);
    adds(samHost(source + worker, sections), 'Worker', type, options);
  });

  it('that demand another hold with it', () => {
    const queue = under('IsProd', 'Jobs:\n  Type: AWS::SQS::Queue\n');
    adds(samHost(queue + under('IsProdHere', fn('Worker')), sections), 'Worker', 'sqs', {
      queue: 'Jobs',
    });
  });
});

describe('a key of the user', () => {
  const key = 'Key:\n  Type: AWS::KMS::Key\n  Properties:\n    KeyPolicy: { Statement: [] }\n';
  const queue = (of: string) =>
    `Jobs:\n  Type: AWS::SQS::Queue\n  Properties:\n    KmsMasterKeyId: ${of}\n    VisibilityTimeout: 900\n`;
  const statement = (action: string, of: string) => [
    'Policies:',
    '  - Statement:',
    `      - { Effect: Allow, Action: '${action}', Resource: ${of} }`,
  ];

  it.each([
    ['a queue', 'sqs', queue('!GetAtt Key.Arn'), { queue: 'Jobs' }],
    [
      'a stream',
      'kinesis',
      'Log:\n  Type: AWS::Kinesis::Stream\n  Properties:\n    StreamEncryption: { EncryptionType: KMS, KeyId: !Ref Key }\n',
      { stream: 'Log' },
    ],
    [
      'a table',
      'dynamodb-stream',
      'Ledger:\n  Type: AWS::DynamoDB::Table\n  Properties:\n    BillingMode: PAY_PER_REQUEST\n    AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]\n    KeySchema: [{ AttributeName: id, KeyType: HASH }]\n    StreamSpecification: { StreamViewType: NEW_AND_OLD_IMAGES }\n    SSESpecification: { SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: !Ref Key }\n',
      { table: 'Ledger' },
    ],
  ])('of %s may be used by the function', (_, type, source, options) => {
    const text = adds(samHost(key + source + fn('A')), 'A', type, options);
    expect(text).toMatch(
      /Roles:\n\s+- !Ref ARole\n[\s\S]*Action: kms:Decrypt\n\s+Resource: !GetAtt Key\.Arn/,
    );
  });

  it('that only the deployment knows may be used through the service', () => {
    const parameter = 'Parameters:\n  KeyArn: { Type: String }';
    const text = adds(samHost(queue('!Ref KeyArn') + fn('A'), parameter), 'A', 'sqs', {
      queue: 'Jobs',
    });
    expect(text).toContain('kms:ViaService: !Sub sqs.${AWS::Region}.amazonaws.com');
  });

  it.each([
    [
      'a statement',
      ...[queue('!GetAtt Key.Arn') + fn('A', ...statement('kms:Decrypt', '!GetAtt Key.Arn'))],
    ],
    ['a statement for all', queue('!GetAtt Key.Arn') + fn('A', ...statement('kms:*', "'*'"))],
    [
      'a template of SAM',
      queue('!Ref Key') + fn('A', 'Policies:', '  - KMSDecryptPolicy: { KeyId: !Ref Key }'),
    ],
    ['a key of AWS', queue('alias/aws/sqs') + fn('A')],
  ])('is granted once: %s', (_, resources) => {
    expect(adds(samHost(key + resources), 'A', 'sqs', { queue: 'Jobs' })).not.toContain(
      'AQueueKey',
    );
  });
});

describe('a published alias', () => {
  const pool = 'Members:\n  Type: AWS::Cognito::UserPool\n';
  it('is what a pool and a schedule invoke', () => {
    const host = samHost(pool + fn('A', 'AutoPublishAlias: live'));
    const cognito = adds(host, 'A', 'cognito', { pool: 'Members' });
    expect(cognito).toContain('PreSignUp: !Ref A.Alias');
    expect(cognito).toContain('FunctionName: !Ref A.Alias');
    const schedule = adds(host, 'A', 'schedule');
    expect(schedule).toContain('Resource: !Ref A.Alias');
    expect(schedule).not.toContain('!GetAtt A.Arn');
  });

  it('of Globals too', () => {
    const host = samHost(pool + fn('A'), 'Globals:\n  Function:\n    AutoPublishAlias: live');
    expect(adds(host, 'A', 'cognito', { pool: 'Members' })).toContain('PreSignUp: !Ref A.Alias');
  });

  it('of plain CloudFormation is a resource', () => {
    const plain = `A:
  Type: AWS::Lambda::Function
  Properties: { Handler: app.handler, Runtime: nodejs22.x, Role: !GetAtt Role.Arn, Code: { ZipFile: '' } }
Live:
  Type: AWS::Lambda::Alias
  Properties: { Name: live, FunctionName: !Ref A, FunctionVersion: '1' }
Role:
  Type: AWS::IAM::Role
  Properties: { AssumeRolePolicyDocument: { Statement: [] } }
`;
    const host = samHost(plain);
    expect(adds(host, 'A', 'sqs')).toContain('FunctionName: !Ref Live');
    expect(adds(host, 'A', 'function-url')).toContain('Qualifier: live');
    expect(adds(host, 'A', 'http')).toContain('IntegrationUri: !Ref Live');
  });
});

describe('a role of another stack', () => {
  const parameter = 'Parameters:\n  RoleArn: { Type: String }';
  it.each([
    ['a parameter', '!Ref RoleArn', '{"Fn::Select":[1,{"Fn::Split":["/",{"Ref":"RoleArn"}]}]}'],
    [
      'an output of a nested stack',
      '!GetAtt Nested.Outputs.RoleArn',
      '{"Fn::Select":[1,{"Fn::Split":["/",{"Fn::GetAtt":["Nested","Outputs.RoleArn"]}]}]}',
    ],
    ['an ARN', 'arn:aws:iam::123456789012:role/shared', 'shared'],
    ['an ARN with holes', '!Sub arn:aws:iam::${AWS::AccountId}:role/app/shared', 'shared'],
    [
      'an import',
      '!ImportValue role',
      '{"Fn::Select":[1,{"Fn::Split":["/",{"Fn::ImportValue":"role"}]}]}',
    ],
  ])('gets policies with a name of each stage: %s', (_, role, name) => {
    const nested =
      'Nested:\n  Type: AWS::CloudFormation::Stack\n  Properties: { TemplateURL: https://example.com/roles.yaml }\n';
    const text = adds(samHost(fn('A', `Role: ${role}`) + nested, parameter), 'A', 'sqs');
    expect(text).toContain('PolicyName: !Sub ${AWS::StackName}-AQueueWork');
    expect(text).toContain(`- ${name}\n`);
  });

  it('of the template has plain ones', () => {
    const role =
      'Role:\n  Type: AWS::IAM::Role\n  Properties: { AssumeRolePolicyDocument: { Statement: [] } }\n';
    expect(adds(samHost(fn('A', 'Role: !GetAtt Role.Arn') + role), 'A', 'sqs')).toContain(
      'PolicyName: AQueueWork',
    );
  });
});

describe('the view of a stream', () => {
  const table = (view: string) => `Ledger:
  Type: AWS::DynamoDB::Table
  Properties:
    BillingMode: PAY_PER_REQUEST
    AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
    KeySchema: [{ AttributeName: id, KeyType: HASH }]
${view}`;

  it.each(['NEW_IMAGE', 'KEYS_ONLY', '!Ref View'])('stays as it is: %s', (view) => {
    const parameter = 'Parameters:\n  View: { Type: String, Default: OLD_IMAGE }';
    const host = samHost(
      table(`    StreamSpecification: { StreamViewType: ${view} }\n`) + fn('A'),
      parameter,
    );
    const { notices, text } = {
      notices: asked(host, 'A', 'dynamodb-stream', { table: 'Ledger' }).warnings,
      text: adds(host, 'A', 'dynamodb-stream', { table: 'Ledger' }),
    };
    expect(text).toContain(`StreamViewType: ${view} }`);
    expect(text.match(/StreamViewType/g)).toHaveLength(1);
    expect(notices.join()).toMatch(/^template\.yaml:\d+: the stream of Ledger has/);
  });

  const sometimes =
    '    StreamSpecification: !If [HasStream, { StreamViewType: NEW_IMAGE }, !Ref AWS::NoValue]\n';
  const CONDITION = 'Conditions:\n  HasStream: !Equals [!Ref AWS::Region, eu-west-1]';

  it('is refused where the table has the stream under a condition that the function lacks', () => {
    const { refusal } = asked(
      samHost(table(sometimes) + fn('A'), CONDITION),
      'A',
      'dynamodb-stream',
      { table: 'Ledger' },
    );
    expect(refusal?.message).toMatch(
      /Ledger has a stream only under the condition HasStream \(template\.yaml:\d+\), and A does not have that condition/,
    );
    expect(refusal?.rule).toBe('stream-view');
  });

  it('is read where the function has the condition of the stream', () => {
    const conditional = fn('A').replace('  Type:', '  Condition: HasStream\n  Type:');
    const host = samHost(table(sometimes) + conditional, CONDITION);
    expect(adds(host, 'A', 'dynamodb-stream', { table: 'Ledger' })).toContain('Ledger.StreamArn');
  });

  it.each([
    [
      'props?.terminationProtection ? dynamodb.StreamViewType.NEW_IMAGE : undefined',
      /only under the condition props/,
    ],
    ['true ? dynamodb.StreamViewType.NEW_IMAGE : undefined', undefined],
  ])('of the CDK is so, too: %s', (stream, message) => {
    const made = `new dynamodb.Table(this, 'Ledger', {\n  partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },\n  stream: ${stream},\n});`;
    const { refusal } = asked(cdkHost(`${cdkFn('A')}${made}`), 'A', 'dynamodb-stream', {
      table: 'Ledger',
    });
    if (message) expect(refusal?.message).toMatch(message);
    else expect(refusal).toBeUndefined();
  });

  it('of a table without a stream is one of both images', () => {
    const text = adds(samHost(table('') + fn('A')), 'A', 'dynamodb-stream', { table: 'Ledger' });
    expect(text).toContain('StreamViewType: NEW_AND_OLD_IMAGES');
  });
});

describe('a global table without a stream', () => {
  const replicas = (...regions: readonly string[]) =>
    regions.map((region) => `      - Region: ${region}\n`).join('');
  const table = (regions: string, more = '') => `Ledger:
  Type: AWS::DynamoDB::GlobalTable
  Properties:
    BillingMode: PAY_PER_REQUEST
    AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
    KeySchema: [{ AttributeName: id, KeyType: HASH }]
    Replicas:
${regions}${more}`;
  const of = (resource: string) =>
    asked(samHost(resource + fn('A')), 'A', 'dynamodb-stream', { table: 'Ledger' });

  it('gets none where it has several replicas', () => {
    const { refusal } = of(table(replicas('eu-west-1', 'eu-north-1')));
    expect(refusal?.message).toMatch(
      /Ledger has several replicas and no stream \(template\.yaml:\d+\)/,
    );
    expect(refusal?.rule).toBe('stream-view');
    expect(refusal?.hint).toContain('one entry in Replicas');
  });

  it.each([
    ['one replica', table(replicas('eu-west-1'))],
    [
      'replicas that agree at once',
      table(
        replicas('eu-west-1', 'eu-north-1', 'eu-central-1'),
        '    MultiRegionConsistency: STRONG\n',
      ),
    ],
  ])('gets one where it has %s', (_, resource) => {
    expect(of(resource).text).toContain('StreamViewType: NEW_AND_OLD_IMAGES');
  });
});

describe('readers of a stream', () => {
  const ledger = `Ledger:
  Type: AWS::DynamoDB::Table
  Properties:
    AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
    KeySchema: [{ AttributeName: id, KeyType: HASH }]
    BillingMode: PAY_PER_REQUEST
    StreamSpecification: { StreamViewType: NEW_IMAGE }
`;
  const reader = (id: string) =>
    fn(
      id,
      'Events:',
      '  Records:',
      '    Type: DynamoDB',
      '    Properties: { Stream: !GetAtt Ledger.StreamArn, StartingPosition: LATEST }',
    );
  const warnings = (...ids: string[]) =>
    asked(samHost(ledger + fn('A') + ids.map(reader).join('')), 'A', 'dynamodb-stream', {
      table: 'Ledger',
    }).warnings.join();

  it('a third reader of a stream is a warning, a second is not', () => {
    expect(warnings('B')).not.toContain('throttled');
    expect(warnings('B', 'C')).toMatch(
      /is read by B \(template\.yaml:\d+\), C .* more than 2 readers are throttled/,
    );
  });
});

it('a resource of another type is named with its type', () => {
  const { refusal } = asked(
    samHost(`Ledger:\n  Type: AWS::Serverless::SimpleTable\n${fn('A')}`),
    'A',
    'dynamodb-stream',
    { table: 'Ledger' },
  );
  expect(refusal?.message).toMatch(/Ledger is an AWS::Serverless::SimpleTable \(line \d+\)/);
});

it('ids that SAM makes are not given to others', () => {
  const url = 'AUrl:\n  Type: AWS::SQS::Queue\n';
  expect(refuses(samHost(url + fn('A')), 'A', 'function-url').said).toContain(
    'There would be two resources AUrl',
  );
});

it('a queue that starts more than the function has reserved is a warning', () => {
  const warned = (reserved: number) =>
    asked(
      samHost(fn('A', `ReservedConcurrentExecutions: ${reserved}`)),
      'A',
      'sqs',
    ).warnings.join();
  expect(warned(3)).toContain('Give --max-concurrency 3');
  // No queue is limited to fewer than two
  expect(warned(1)).toContain('Reserve 2 or more.');
  const two = (limit: number) =>
    samHost(
      `Others:\n  Type: AWS::SQS::Queue\n${fn('A', 'ReservedConcurrentExecutions: 15', 'Events:', '  More:', '    Type: SQS', `    Properties: { Queue: !GetAtt Others.Arn, ScalingConfig: { MaximumConcurrency: ${limit} } }`)}`,
    );
  expect(asked(two(6), 'A', 'sqs').warnings.join()).toContain('Give --max-concurrency 9');
  expect(asked(two(5), 'A', 'sqs').warnings).toEqual([]);
});

it.skipIf(!hasLint)('what was added passes cfn-lint (needs the Python package cfn-lint)', () => {
  expect(added.length).toBeGreaterThan(20);
  expect(lint(added)).toBe('');
});
