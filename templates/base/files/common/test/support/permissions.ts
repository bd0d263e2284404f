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

interface Traced {
  Role: string;
  TracingConfig?: object;
  Tracing?: string;
  VpcConfig?: object;
}

const ofStream = 'DescribeStream GetRecords GetShardIterator ListStreams';

/** What Lambda does in the function's name with an event source, by the source's type. */
const WORK: Record<string, [service: string, actions: string]> = {
  'AWS::SQS::Queue': ['sqs', 'DeleteMessage GetQueueAttributes ReceiveMessage'],
  'AWS::DynamoDB::GlobalTable': ['dynamodb', ofStream],
  'AWS::Kinesis::Stream': ['kinesis', `${ofStream} DescribeStreamSummary ListShards`],
};

/** What a function may do beyond its own logs, traces, event sources and network; `not …` when it may not do these. */
export function permissions(template: Template, id: string): string[] {
  const { Role: arn, Tracing, TracingConfig, VpcConfig } = properties<Traced>(template, id);
  const granted = grantedTo(template, arn.replace(/\.Arn$/, ''));
  const own = [
    'sts:AssumeRole by lambda.amazonaws.com',
    `logs:CreateLogStream on ${id}Logs.Arn`,
    `logs:PutLogEvents on ${id}Logs.Arn`,
    // X-Ray takes no other resource
    ...(Tracing || TracingConfig
      ? ['xray:PutTelemetryRecords on *', 'xray:PutTraceSegments on *']
      : []),
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
  const attached = POLICIES.flatMap((type) => Object.values(ofType<Policy>(template, type))).filter(
    ({ Roles = [], RoleName }) => [RoleName, ...Roles].includes(roleId),
  );
  const policies = [...attached, ...(role.Policies ?? [])];
  const trusted = role.AssumeRolePolicyDocument.Statement.map(
    ({ Effect, Action, Principal, Condition }) =>
      `${verb(Effect)}${Action} by ${Object.values(Principal)}${when(Condition)}`,
  );
  const allowed = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(shown));
  return [...trusted, ...(role.ManagedPolicyArns ?? []), ...allowed];
}

function shown(statement: Statement): string[] {
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
  const own = all.filter((mapping) => mapping.FunctionName === id);
  return own.flatMap(({ DestinationConfig, EventSourceArn: source }) => {
    const [service, actions = ''] = WORK[template[source.replace(/\.\w+$/, '')]?.Type ?? ''] ?? [];
    const names = actions.match(/\w+/g) ?? [];
    const work = names.map((action) => `${service}:${action} on ${source}`);
    const failures = DestinationConfig?.OnFailure.Destination;
    return [...work, ...(failures ? [`sqs:SendMessage on ${failures}`] : [])];
  });
}
