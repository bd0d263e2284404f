// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of CloudFormation have such texts
import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../src/infrastructure/rules/check.ts';
import { readSamInfrastructure } from '../../src/infrastructure/sam/read/infrastructure.ts';
import { addFunction, addTrigger, after, hostOf, read } from '../support/extend.ts';
import { fn, hasLint, lint, samHost } from '../support/rules.ts';

const added: string[] = [];

function extended(host: ReturnType<typeof samHost>, type: string, options = {}) {
  const plan = addTrigger(host, 'Worker', type, options);
  const text = read(after(host, plan), 'template.yaml');
  added.push(text);
  return { text, warnings: plan.warnings ?? [] };
}

/** An entry of the template, up to the next. */
const entry = (text: string, id: string) =>
  new RegExp(`^  ${id}:\\n(?: {3}.*\\n|\\n(?= {4}))*`, 'm').exec(text)?.[0] ?? `(no ${id})`;

const LIMITED = `Parameters:
  Limit: { Type: String, Default: 'arn:aws:iam::111122223333:policy/limit' }
Conditions:
  HasLimit: !Not [!Equals [!Ref Limit, none]]`;
const BOUNDARY = 'PermissionsBoundary: !If [HasLimit, !Ref Limit, !Ref AWS::NoValue]';

const role = (id: string, ...properties: readonly string[]) => `${id}:
  Type: AWS::IAM::Role
  Properties:
    AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }] }
${properties.map((each) => `    ${each}\n`).join('')}`;

describe('a new role', () => {
  it('has the permissions boundary of most others', () => {
    const roles = role('One', BOUNDARY) + role('Two', BOUNDARY) + role('Three');
    const host = samHost(roles + fn('Worker', 'Role: !GetAtt One.Arn'), LIMITED);
    expect(entry(extended(host, 'schedule').text, 'WorkerScheduleRole')).toContain(BOUNDARY);
  });

  it('has that of Globals, which the roles have that SAM makes', () => {
    const globals = `${LIMITED}\nGlobals:\n  Function:\n    ${BOUNDARY}`;
    const { text } = extended(samHost(fn('Worker'), globals), 'schedule');
    expect(entry(text, 'WorkerScheduleRole')).toContain(BOUNDARY);
  });

  it('has none where half of the others have none, or each has its own', () => {
    const half = role('One', BOUNDARY) + role('Two') + fn('Worker', 'Role: !GetAtt One.Arn');
    const apart = role('One', BOUNDARY) + role('Two', 'PermissionsBoundary: !Ref Limit');
    for (const resources of [half, apart + fn('Worker', 'Role: !GetAtt One.Arn')]) {
      const { text } = extended(samHost(resources, LIMITED), 'schedule');
      expect(entry(text, 'WorkerScheduleRole')).not.toContain('PermissionsBoundary');
    }
  });

  it('that SAM makes of a new function has it too', () => {
    const host = samHost(fn('A', BOUNDARY) + fn('B', BOUNDARY) + fn('C'), LIMITED);
    const text = read(after(host, addFunction(host, { name: 'audit-log' })), 'template.yaml');
    expect(entry(text, 'AuditLog')).toContain(BOUNDARY);
  });

  it('of a plain function has it too', () => {
    const plain = `AWSTemplateFormatVersion: '2010-09-09'
${LIMITED}
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties: { Handler: app.handler, Runtime: nodejs22.x, Code: src/, Role: !GetAtt One.Arn }
${role('One', BOUNDARY).trim().replace(/^/gm, '  ')}
`;
    const host = hostOf('sam', { 'template.yaml': plain, 'src/app.ts': '', 'package.json': '{}' });
    const text = read(after(host, addFunction(host, { name: 'audit-log' })), 'template.yaml');
    expect(entry(text, 'AuditLogRole')).toContain(BOUNDARY);
  });
});

const queue = (id: string, key = '!GetAtt Key.Arn') =>
  `${id}:\n  Type: AWS::SQS::Queue\n  Properties: { KmsMasterKeyId: ${key} }\n`;
const key = (services = 'sns.amazonaws.com') => `Key:
  Type: AWS::KMS::Key
  Properties:
    KeyPolicy:
      Statement:
        - { Effect: Allow, Principal: { AWS: !Sub "arn:aws:iam::\${AWS::AccountId}:root" }, Action: kms:*, Resource: '*' }
        - { Effect: Allow, Principal: { Service: ${services} }, Action: [kms:Decrypt, kms:GenerateDataKey*], Resource: '*' }
`;
const THREE = ['One', 'Two', 'Three'].map((id) => queue(id)).join('');
const KEYED = '      KmsMasterKeyId: !GetAtt Key.Arn\n';

describe('a new queue', () => {
  it.each(['sqs', 'sns', 'kinesis', 'dynamodb-stream', 'schedule'])(
    'has the key of the others, and who uses it the right to: %s',
    (type) => {
      const host = samHost(key() + THREE + fn('Worker'));
      const { text, warnings } = extended(host, type);
      expect(text).not.toContain('SqsManagedSseEnabled');
      expect(text.split(KEYED).length - 1).toBe(/^(sqs|sns)$/.test(type) ? 2 : 1);
      expect(text).toMatch(type === 'sqs' ? /Action: kms:Decrypt/ : /kms:Decrypt/);
      expect(text).toContain('Resource: !GetAtt Key.Arn');
      expect(warnings).toEqual([]);
      const graph = readSamInfrastructure('template.yaml', text);
      expect(findingsOf({ nodes: [], edges: [] }, graph)).toEqual([]);
    },
  );

  it.each([
    ['s3', 's3.amazonaws.com'],
    ['eventbridge', 'events.amazonaws.com'],
  ])('has not the key that its sender may not use: %s', (type, service) => {
    const options = type === 's3' ? {} : { source: 'my.app' };
    const { text, warnings } = extended(samHost(key() + THREE + fn('Worker')), type, options);
    expect(text).not.toContain(KEYED);
    expect(warnings).toEqual([
      `the new queues are not encrypted with Key, as the others are: its policy has to allow ${service} kms:Decrypt and kms:GenerateDataKey`,
    ]);
    const allowed = extended(samHost(key(service) + THREE + fn('Worker')), type, options);
    expect(allowed.text).toContain(KEYED);
    expect(allowed.warnings).toEqual([]);
  });

  it('has a key whose policy is not known, and that is said', () => {
    const sections =
      'Parameters:\n  KeyArn: { Type: String, Default: "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555" }';
    const resources = queue('One', '!Ref KeyArn') + queue('Two', '!Ref KeyArn') + fn('Worker');
    const { text, warnings } = extended(samHost(resources, sections), 'sns');
    expect(text).toContain('KmsMasterKeyId: !Ref KeyArn');
    expect(text).toContain('kms:ViaService: !Sub sqs.${AWS::Region}.amazonaws.com');
    expect(warnings.join()).toContain(
      'encrypted with KeyArn, as the others are: its policy has to allow sns.amazonaws.com',
    );
  });

  it.each([
    ['one queue alone', key() + queue('One')],
    [
      'half of the queues',
      key() +
        queue('One') +
        queue('Two') +
        'Four:\n  Type: AWS::SQS::Queue\nFive:\n  Type: AWS::SQS::Queue\n',
    ],
    ['a key of AWS', queue('One', 'alias/aws/sqs') + queue('Two', 'alias/aws/sqs')],
  ])('has not the key of %s', (_, resources) => {
    const { text } = extended(samHost(resources + fn('Worker')), 'sqs');
    expect(text.split('SqsManagedSseEnabled').length - 1).toBe(2);
  });

  it('asks for no right that a policy of the role gives already', () => {
    const policy = `Use:
  Type: AWS::IAM::ManagedPolicy
  Properties:
    PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 'kms:*', Resource: !GetAtt Key.Arn }] }
`;
    const own =
      role('One', 'ManagedPolicyArns: [!Ref Use]') + fn('Worker', 'Role: !GetAtt One.Arn');
    const made = fn('Worker', 'Policies: [!Ref Use]');
    for (const worker of [own.replaceAll('One', 'Own'), made]) {
      const { text } = extended(samHost(key() + THREE + policy + worker), 'sqs');
      expect(text).not.toContain('Action: kms:Decrypt');
    }
  });
});

it('log groups and topics have the keys of the others', () => {
  const group = (id: string) =>
    `${id}:\n  Type: AWS::Logs::LogGroup\n  Properties: { KmsKeyId: !GetAtt Key.Arn }\n`;
  const topic = (id: string) =>
    `${id}:\n  Type: AWS::SNS::Topic\n  Properties: { KmsMasterKeyId: !Ref Key }\n`;
  const resources = key() + group('A') + group('B') + topic('C') + topic('D') + fn('Worker');
  const http = extended(samHost(resources), 'http', { path: '/x', auth: 'none' });
  expect(entry(http.text, 'WorkerApiAccessLogs')).toContain('KmsKeyId: !GetAtt Key.Arn');
  const sns = extended(samHost(resources), 'sns');
  expect(entry(sns.text, 'WorkerTopic')).toContain('KmsMasterKeyId: !Ref Key');
});

describe('a new function', () => {
  const dead = (id: string) =>
    `${id}DeadLetters:\n  Type: AWS::SQS::Queue\n${id}DeadLettersAlarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    Namespace: AWS/SQS\n    MetricName: ApproximateNumberOfMessagesVisible\n    Dimensions: [{ Name: QueueName, Value: !GetAtt ${id}DeadLetters.QueueName }]\n    Statistic: Maximum\n    Period: 300\n    ComparisonOperator: GreaterThanThreshold\n    Threshold: 0\n    EvaluationPeriods: 1\n`;
  const dying = (id: string, to: string) =>
    fn(
      `${id}Function`,
      `FunctionName: !Sub \${AWS::StackName}-${id.toLowerCase()}`,
      'DeadLetterQueue:',
      '  Type: SQS',
      `  TargetArn: !GetAtt ${to}.Arn`,
    );
  const of = (resources: string) => {
    const host = samHost(resources);
    const text = read(after(host, addFunction(host, { name: 'audit-log' })), 'template.yaml');
    added.push(text);
    return text;
  };

  it('has dead letters, an alarm on them, and a name as its siblings have', () => {
    const pair = (id: string) => dying(id, `${id}DeadLetters`) + dead(id);
    const text = of(pair('Orders') + pair('Users'));
    expect(entry(text, 'AuditLogFunction')).toContain('TargetArn: !GetAtt AuditLogDeadLetters.Arn');
    expect(entry(text, 'AuditLogFunction')).toContain(
      'FunctionName: !Sub ${AWS::StackName}-audit-log',
    );
    expect(entry(text, 'AuditLogDeadLetters')).toContain('Type: AWS::SQS::Queue');
    expect(entry(text, 'AuditLogDeadLettersAlarm')).toContain('AuditLogDeadLetters.QueueName');
  });

  it('may use the key of its dead letters', () => {
    const shared = 'Dead:\n  Type: AWS::SQS::Queue\n  Properties: { KmsMasterKeyId: !Ref Key }\n';
    const text = of(key() + shared + dying('Orders', 'Dead') + dying('Users', 'Dead'));
    expect(entry(text, 'AuditLogFunction')).toMatch(
      /- kms:Decrypt\n +- kms:GenerateDataKey\n +Resource: !GetAtt Key\.Arn/,
    );
  });

  it('has the dead letters that its siblings share', () => {
    const shared = 'Dead:\n  Type: AWS::SQS::Queue\n';
    const text = of(shared + dying('Orders', 'Dead') + dying('Users', 'Dead'));
    expect(entry(text, 'AuditLogFunction')).toContain('TargetArn: !GetAtt Dead.Arn');
    expect(text.split('AWS::SQS::Queue').length - 1).toBe(1);
  });

  it('does not come between the last function and its role', () => {
    const own = (id: string) => fn(id, `Role: !GetAtt ${id}Role.Arn`) + role(`${id}Role`);
    const ids = [...of(own('A') + own('B')).matchAll(/^ {2}(\w+):$/gm)].map(([, id]) => id);
    expect(ids.slice(-3)).toEqual(['B', 'BRole', 'AuditLog']);
  });

  it('has no name where its siblings have none with theirs in it', () => {
    const text = of(fn('A', 'FunctionName: one') + fn('B', 'FunctionName: two'));
    expect(entry(text, 'AuditLog')).not.toContain('FunctionName');
  });
});

it.skipIf(!hasLint)('what was added passes cfn-lint (needs the Python package cfn-lint)', () => {
  expect(lint(added)).toBe('');
});

describe('the name in the ARN of a role', () => {
  const parameter = (value: string) => `Parameters:\n  RoleArn: { Type: String${value} }`;
  const of = (value: string) =>
    extended(samHost(fn('Worker', 'Role: !Ref RoleArn'), parameter(value)), 'sqs');
  const selected = (text: string) =>
    /"Fn::Select":\[(\d+)|Fn::Select:\s+- (\d+)/.exec(text)?.slice(1).join('');

  it('is its last part, as many as its default has', () => {
    const arn = 'arn:aws:iam::111122223333:role';
    const { text, warnings } = of(`, Default: '${arn}/service/jobs/worker'`);
    expect(selected(text)).toBe('3');
    expect(warnings.join()).not.toContain('Fn::Select');
    expect(selected(of(`, Default: '${arn}/worker'`).text)).toBe('1');
  });

  it('is a warning where a path is not known', () => {
    const { text, warnings } = of('');
    expect(selected(text)).toBe('1');
    expect(warnings.join()).toMatch(
      /template\.yaml:\d+: the role of Worker is taken for one without a path/,
    );
  });
});
