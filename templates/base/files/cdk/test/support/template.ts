import { readFileSync, rmSync } from 'node:fs';
import { type App, CfnElement } from 'aws-cdk-lib';
import { vi } from 'vitest';

export interface Resource {
  Type: string;
  DependsOn?: string[];
  Properties?: unknown;
}

export type Template = Record<string, Resource>;

interface Policy {
  PolicyDocument: { Statement: Statement[] };
  Roles?: string[];
}

interface Statement {
  Action: string | string[];
  Condition?: object;
  Resource: string | string[];
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
    'kinesis:DescribeStreamConsumer',
    'kinesis:DescribeStreamSummary',
    'kinesis:GetRecords',
    'kinesis:GetShardIterator',
    'kinesis:ListShards',
    'kinesis:ListStreams',
    'kinesis:SubscribeToShard',
  ],
};

interface Role {
  AssumeRolePolicyDocument: { Statement: { Action: string; Principal: { Service?: string } }[] };
  ManagedPolicyArns?: string[];
  Policies?: Policy[];
}

/** Builds the app as `cdk synth` does; throws when cdk-nag finds what nobody has acknowledged. */
export async function synth(context: Record<string, unknown>) {
  const cdk = JSON.parse(readFileSync('cdk.json', 'utf8'));
  vi.stubEnv('CDK_CONTEXT_JSON', JSON.stringify({ ...cdk.context, ...context }));
  vi.resetModules();
  const { app } = await import('../../infra/app.ts');
  const assembly = app.synth();
  nameRepeated(app);
  return assembly;
}

/** CDK leaves out an id that repeats the end of the one before: in `OrdersApi`, an `Api` has no name. */
function nameRepeated(app: App): void {
  for (const element of app.node.findAll().filter(CfnElement.isCfnElement)) {
    const [, outer = '', inner = ''] = element.node.path.split('/');
    const id: string = element.stack.resolve(element.logicalId);
    if (inner && outer.endsWith(inner)) {
      names.set(id, outer + inner + withoutHash(id).slice(outer.length));
    }
  }
}

/** A stack's resources by logical id, without hashes. A reference reads `Id` or `Id.Attribute`. */
export async function load(
  parameters: Record<string, string> = {},
  stack = `__app-kebab__-${parameters.stage ?? 'dev'}`,
): Promise<Template> {
  const template = (await loadAll(parameters))[stack];
  if (!template) throw new Error(`The app has no stack ${stack}`);
  return template;
}

/** The resources of every stack, by its name. */
export async function loadAll(
  parameters: Record<string, string> = {},
): Promise<Record<string, Template>> {
  const assembly = await synth({ ...parameters, 'aws:cdk:bundling-stacks': [] });
  const all = assembly.stacks.map(({ stackName, template }) => {
    return [stackName, normalise(template.Resources ?? {})];
  });
  rmSync(assembly.directory, { recursive: true });
  return Object.fromEntries(all);
}

/** The outputs of the stack by logical id, without hashes. */
export async function loadOutputs(): Promise<Record<string, unknown>> {
  const assembly = await synth({ 'aws:cdk:bundling-stacks': [] });
  const { template } = assembly.getStackByName('__app-kebab__-dev');
  rmSync(assembly.directory, { recursive: true });
  const outputs = Object.entries(normalise(template.Outputs ?? {}));
  return Object.fromEntries(outputs.map(([id, output]) => [id, 'Value' in output && output.Value]));
}

export function properties<T>(template: Template, id: string): T {
  const resource = template[id];
  if (!resource) throw new Error(`The template has no ${id}`);
  return resource.Properties as T;
}

export function ofType<T>(template: Template, type: string): Record<string, T> {
  const found = Object.entries(template).filter(([, resource]) => resource.Type === type);
  return Object.fromEntries(found.map(([id, resource]) => [id, resource.Properties as T]));
}

/** What a function may do beyond its own logs, traces and event sources; `not …` when it may not do these. */
export function permissions(template: Template, id: string): string[] {
  const roleId = `${id}Role`;
  const role = properties<Role>(template, roleId);
  const attached = Object.values(ofType<Policy>(template, 'AWS::IAM::Policy'));
  const policies = attached.filter(({ Roles }) => Roles?.includes(roleId));
  const statements = [...policies, ...(role.Policies ?? [])].flatMap(
    ({ PolicyDocument }) => PolicyDocument.Statement,
  );
  const service = template[id]?.Type === 'AWS::Lambda::Function' ? 'lambda' : 'states';
  const trust = role.AssumeRolePolicyDocument.Statement.map(({ Action, Principal }) => {
    return `${Action} by ${Principal.Service}`;
  });
  const granted = [...trust, ...statements.flatMap(permissionsOf)];
  const own = [
    `sts:AssumeRole by ${service}.amazonaws.com`,
    `logs:CreateLogStream on ${id}Logs.Arn`,
    `logs:PutLogEvents on ${id}Logs.Arn`,
    'xray:PutTelemetryRecords on *',
    'xray:PutTraceSegments on *',
    ...workOf(template, id),
  ];
  return [
    ...(role.ManagedPolicyArns ?? []),
    ...granted.filter((permission) => !own.includes(permission)),
    ...own.filter((permission) => !granted.includes(permission)).map((lost) => `not ${lost}`),
  ].sort();
}

function permissionsOf({ Action, Condition, Resource }: Statement): string[] {
  const when = Condition ? ` if ${JSON.stringify(Condition)}` : '';
  return [Action]
    .flat()
    .flatMap((action) => [Resource].flat().map((on) => `${action} on ${on}${when}`));
}

function workOf(template: Template, id: string): string[] {
  const all = Object.values(ofType<Mapping>(template, 'AWS::Lambda::EventSourceMapping'));
  const own = all.filter((mapping) => mapping.FunctionName === id);
  return own.flatMap(({ DestinationConfig, EventSourceArn }) => {
    const type = template[EventSourceArn.replace(/\.\w+$/, '')]?.Type ?? '';
    const work = (WORK[type] ?? []).map((action) => `${action} on ${EventSourceArn}`);
    const failures = DestinationConfig?.OnFailure.Destination;
    return failures ? [...work, `sqs:SendMessage on ${failures}`] : work;
  });
}

export function normalise(resources: Template): Template {
  const plain: Template = JSON.parse(JSON.stringify(resources), (_key, value) => {
    if (value?.Ref) return unhashed(value.Ref);
    if (value?.['Fn::GetAtt']) return value['Fn::GetAtt'].map(unhashed).join('.');
    if (value?.['Fn::Join']) return value['Fn::Join'][1].join('');
    return value;
  });
  const entries = Object.entries(plain).map(([id, resource]) => [
    unhashed(id),
    { ...resource, DependsOn: resource.DependsOn?.map(unhashed) },
  ]);
  return Object.fromEntries(entries);
}

/** Logical ids end with eight hexadecimal digits, those of REST API deployments with 32 more. */
const withoutHash = (id: string) => id.replace(/[0-9A-F]{8}([0-9a-f]{32})?$/, '');

const names = new Map<string, string>();

const unhashed = (id: string) => names.get(id) ?? withoutHash(id);
