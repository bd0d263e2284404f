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

interface Source {
  Parameters?: Record<string, { Default?: string }>;
  Conditions?: Record<string, unknown>;
  Globals?: { Function?: FunctionProperties };
  Resources?: Template;
  Outputs?: Record<string, { Value: unknown }>;
}

interface FunctionProperties {
  AutoPublishAlias?: string;
  Environment?: { Variables: object };
  Events?: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  LoggingConfig?: object;
}

const SOURCES = ['SQS', 'DynamoDB', 'Kinesis'];

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
    .flatMap((entry) => expand(entry, globals));
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

export function properties<T>(template: Template, id: string): T {
  const resource = template[id];
  if (!resource) throw new Error(`The template has no ${id}`);
  return resource.Properties as T;
}

export function ofType<T>(template: Template, type: string): Record<string, T> {
  const found = Object.entries(template).filter(([, resource]) => resource.Type === type);
  return Object.fromEntries(found.map(([id, resource]) => [id, resource.Properties as T]));
}

/** The module that a function runs. */
export function entryOf(template: Template, id: string): string | undefined {
  const [entry] = template[id]?.Metadata?.BuildProperties?.EntryPoints ?? [];
  const { Handler } = properties<{ Handler: string }>(template, id);
  return entry?.replace(/\.ts$/, '.handler') === Handler ? entry : undefined;
}

/** A function as CloudFormation has it, with its alias and a mapping for each queue or stream that it works. */
function expand([id, resource]: [string, Resource], globals: FunctionProperties = {}) {
  if (resource.Type !== 'AWS::Serverless::Function') return [[id, resource]];
  const own: FunctionProperties = resource.Properties ?? {};
  const merged = {
    ...globals,
    ...own,
    Environment: {
      Variables: { ...globals.Environment?.Variables, ...own.Environment?.Variables },
    },
    LoggingConfig: { ...globals.LoggingConfig, ...own.LoggingConfig },
  };
  const mappings = Object.entries(own.Events ?? {})
    .filter(([, { Type }]) => SOURCES.includes(Type))
    .map(
      ([
        event,
        {
          Properties: { Queue, Stream = Queue, ...settings },
        },
      ]) => {
        const Properties = { EventSourceArn: Stream, FunctionName: `${id}.Alias`, ...settings };
        return [id + event, { Type: 'AWS::Lambda::EventSourceMapping', Properties }];
      },
    );
  const fn = { ...resource, Type: 'AWS::Lambda::Function', Properties: merged };
  const alias = {
    Type: 'AWS::Lambda::Alias',
    Properties: { FunctionName: id, Name: merged.AutoPublishAlias },
  };
  return [[id, fn], [`${id}.Alias`, alias], ...mappings];
}

export const read = (file: string): Source => parse(readFileSync(file, 'utf8'), { customTags });

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

export function evaluate<T>(
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
