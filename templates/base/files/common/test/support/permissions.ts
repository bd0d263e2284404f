import { ofType, properties, type Template } from './template.ts';

interface Statement {
  Effect: 'Allow' | 'Deny';
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: object;
}

interface Policy {
  PolicyDocument: { Statement: Statement[] };
  Roles?: string[];
  RoleName?: string;
}

interface Role {
  AssumeRolePolicyDocument: { Statement: (Statement & { Principal: object })[] };
  ManagedPolicyArns?: string[];
  Policies?: Policy[];
}

interface Mapping {
  DestinationConfig?: { OnFailure: { Destination: string } };
  EventSourceArn: string;
  FunctionName: string;
}

/** What Lambda does in the function's name with an event source, by the source's type. */
const WORK: Record<string, string[]> = {
  'AWS::SQS::Queue': ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
  'AWS::DynamoDB::GlobalTable': [
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
  ],
  'AWS::Kinesis::Stream': [
    'kinesis:DescribeStream',
    'kinesis:DescribeStreamSummary',
    'kinesis:GetRecords',
    'kinesis:GetShardIterator',
    'kinesis:ListShards',
    'kinesis:ListStreams',
  ],
};

/** What a function with X-Ray may do on `*` alone. */
const TRACING = ['xray:PutTelemetryRecords on *', 'xray:PutTraceSegments on *'];

interface Traced {
  Role: string;
  TracingConfig?: object;
  Tracing?: string;
  VpcConfig?: object;
}

/** What a function may do beyond its own logs, traces, event sources and network; `not …` when it may not do these. */
export function permissions(template: Template, id: string): string[] {
  const { Role: arn, Tracing, TracingConfig, VpcConfig } = properties<Traced>(template, id);
  const roleId = arn.replace(/\.Arn$/, '');
  const granted = grantedTo(template, roleId);
  const own = [
    'sts:AssumeRole by lambda.amazonaws.com',
    `logs:CreateLogStream on ${id}Logs.Arn`,
    `logs:PutLogEvents on ${id}Logs.Arn`,
    ...(Tracing || TracingConfig ? TRACING : []),
    ...workOf(template, id),
    ...(VpcConfig ? ['VpcAccess'] : []),
  ];
  return [
    ...granted.filter((permission) => !own.includes(permission)),
    ...own.filter((permission) => !granted.includes(permission)).map((lost) => `not ${lost}`),
  ].sort();
}

const POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'];

/** Who may take a role, and all that it may do then: `action on resource`. */
export function grantedTo(template: Template, roleId: string): string[] {
  const role = properties<Role>(template, roleId);
  const attached = POLICIES.flatMap((type) => Object.values(ofType<Policy>(template, type)));
  const policies = attached.filter(({ Roles, RoleName }) =>
    [RoleName, ...(Roles ?? [])].includes(roleId),
  );
  return [
    ...role.AssumeRolePolicyDocument.Statement.map(
      ({ Effect, Action, Principal, Condition }) =>
        `${verb(Effect)}${Action} by ${Object.values(Principal)}${when(Condition)}`,
    ),
    ...(role.ManagedPolicyArns ?? []),
    ...[...policies, ...(role.Policies ?? [])].flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.flatMap(permissionsOf),
    ),
  ];
}

function permissionsOf(statement: Statement): string[] {
  const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
  const actions = NotAction ? [`all but ${NotAction}`] : [Action].flat();
  const resources = NotResource ? [`all but ${NotResource}`] : [Resource].flat();
  return actions.flatMap((action) =>
    resources.map((on) => `${verb(Effect)}${action} on ${on}${when(Condition)}`),
  );
}

const verb = (effect: string) => (effect === 'Allow' ? '' : `${effect} `);

const when = (condition?: object) => (condition ? ` if ${JSON.stringify(condition)}` : '');

function workOf(template: Template, id: string): string[] {
  const all = Object.values(ofType<Mapping>(template, 'AWS::Lambda::EventSourceMapping'));
  const own = all.filter((mapping) => mapping.FunctionName === `${id}.Alias`);
  return own.flatMap(({ DestinationConfig, EventSourceArn }) => {
    const type = template[EventSourceArn.replace(/\.\w+$/, '')]?.Type ?? '';
    const work = (WORK[type] ?? []).map((action) => `${action} on ${EventSourceArn}`);
    const failures = DestinationConfig?.OnFailure.Destination;
    return failures ? [...work, `sqs:SendMessage on ${failures}`] : work;
  });
}
