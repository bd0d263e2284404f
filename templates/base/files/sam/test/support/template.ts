import { readdirSync, readFileSync } from 'node:fs';
import { type CollectionTag, parse, type ScalarTag } from 'yaml';

export interface Resource {
  Type: string;
  Condition?: string;
  DependsOn?: string;
  Metadata?: { BuildMethod?: string; BuildProperties?: BuildProperties };
  Properties?: object;
}

export type BuildProperties = Record<string, boolean | string | string[]> & {
  EntryPoints?: string[];
};

export type Template = Record<string, Resource>;

interface Statement {
  Action: string | string[];
  Condition?: object;
  Resource: string | string[];
}

interface AttachedPolicy {
  PolicyDocument: { Statement: Statement[] };
  Roles: string[];
}

interface Mapping {
  EventSourceArn: string;
  FunctionName: string;
}

/** What Lambda does in the function's name with a queue. */
const WORK = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];

interface Source {
  Parameters?: Record<string, { Default?: string }>;
  Conditions?: Record<string, unknown>;
  Globals?: { Function?: FunctionProperties };
  Resources?: Template;
  Outputs?: Record<string, { Value: unknown }>;
}

interface FunctionProperties {
  Environment?: { Variables: object };
  LoggingConfig?: object;
  Policies?: (string | { Statement?: Statement[] })[];
  Tracing?: string;
}

/** A template's resources by logical id, globals merged in. A reference reads `Id` or `Id.Attribute`. */
export async function load(
  parameters: Record<string, string> = {},
  file = 'template.yaml',
): Promise<Template> {
  const source = read(file);
  const values: Record<string, unknown> = parameters.region
    ? { 'AWS::Partition': 'aws', 'AWS::Region': parameters.region }
    : {};
  for (const [name, { Default }] of Object.entries(source.Parameters ?? {})) {
    values[name] = parameters[`${name[0]?.toLowerCase()}${name.slice(1)}`] ?? Default;
  }
  const conditions = evaluate(source.Conditions ?? {}, values, {});
  const { Function: globals } = evaluate(source.Globals ?? {}, values, conditions);
  const resources = Object.entries(evaluate(source.Resources ?? {}, values, conditions))
    .filter(([, { Condition }]) => !Condition || conditions[Condition])
    .map(([id, resource]) => [id, expand(resource, globals)]);
  return Object.fromEntries(resources);
}

/** The resources of every template, by its file. */
export async function loadAll(
  parameters: Record<string, string> = {},
): Promise<Record<string, Template>> {
  const files = readdirSync('.').filter((file) => /^template\..*yaml$/.test(file));
  const all = files.map(async (file) => [file, await load(parameters, file)]);
  return Object.fromEntries(await Promise.all(all));
}

/** The outputs of the stack by logical id. */
export async function loadOutputs(): Promise<Record<string, unknown>> {
  const outputs = evaluate(read('template.yaml').Outputs ?? {}, {}, {});
  return Object.fromEntries(Object.entries(outputs).map(([id, { Value }]) => [id, Value]));
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

/**
 * What a function may do beyond its own logs, traces and event sources; `not …` when it may not do
 * these. SAM always allows them, logs and traces on `*`, but for the queues of a mapping of its own.
 */
export function permissions(template: Template, id: string): string[] {
  const { Policies = [] } = properties<FunctionProperties>(template, id);
  const own = Policies.flatMap((policy) => {
    if (typeof policy === 'string') return policy;
    return policy.Statement?.flatMap(permissionsOf) ?? Object.keys(policy);
  });
  const attached = Object.values(ofType<AttachedPolicy>(template, 'AWS::IAM::Policy'))
    .filter(({ Roles }) => Roles.includes(`${id}Role`))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(permissionsOf));
  const granted = [...own, ...attached];
  const work = Object.values(ofType<Mapping>(template, 'AWS::Lambda::EventSourceMapping'))
    .filter(({ FunctionName }) => FunctionName === id)
    .flatMap(({ EventSourceArn }) => WORK.map((action) => `${action} on ${EventSourceArn}`));
  return [
    ...granted.filter((permission) => !work.includes(permission)),
    ...work.filter((permission) => !granted.includes(permission)).map((lost) => `not ${lost}`),
  ].sort();
}

function permissionsOf({ Action, Condition, Resource }: Statement): string[] {
  const when = Condition ? ` if ${JSON.stringify(Condition)}` : '';
  return [Action]
    .flat()
    .flatMap((action) => [Resource].flat().map((on) => `${action} on ${on}${when}`));
}

function expand(resource: Resource, globals: FunctionProperties = {}): Resource {
  if (resource.Type !== 'AWS::Serverless::Function') return resource;
  const own: FunctionProperties = resource.Properties ?? {};
  const merged = {
    ...globals,
    ...own,
    Environment: {
      Variables: { ...globals.Environment?.Variables, ...own.Environment?.Variables },
    },
    LoggingConfig: { ...globals.LoggingConfig, ...own.LoggingConfig },
    TracingConfig: { Mode: own.Tracing ?? globals.Tracing },
  };
  return { ...resource, Type: 'AWS::Lambda::Function', Properties: merged };
}

const read = (file: string): Source => parse(readFileSync(file, 'utf8'), { customTags });

const scalar = (tag: string): ScalarTag => ({ tag, resolve: (text) => ({ [tag]: text }) });
const sequence = (tag: string): CollectionTag => ({
  tag,
  collection: 'seq',
  resolve: (items) => ({ [tag]: items.toJSON() }),
});
const customTags = [
  ...['!GetAtt', '!Ref', '!Sub'].map(scalar),
  ...['!Equals', '!If', '!Not'].map(sequence),
];

function evaluate<T>(
  source: T,
  parameters: Record<string, unknown>,
  conditions: Record<string, unknown>,
): T {
  return JSON.parse(JSON.stringify(source), (_key, value) => {
    if (value?.['!GetAtt']) return value['!GetAtt'];
    if (value?.['!Ref']) return parameters[value['!Ref']] ?? value['!Ref'];
    if (value?.['!Sub']) {
      return value['!Sub'].replaceAll(/\$\{([^}]+)\}/g, (_: string, ref: string) => {
        return parameters[ref] ?? ref;
      });
    }
    if (value?.['!Equals']) return value['!Equals'][0] === value['!Equals'][1];
    if (value?.['!If']) return value['!If'][conditions[value['!If'][0]] ? 1 : 2];
    if (value?.['!Not']) return !value['!Not'][0];
    return value;
  });
}
