import { readdirSync, readFileSync } from 'node:fs';
import { parse, type Tags } from 'yaml';

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

type Parameters = Record<string, string | undefined>;

type Mappings = Record<string, Record<string, Record<string, unknown>>>;

interface Source {
  Parameters?: Record<string, { Default?: string }>;
  Mappings?: Mappings;
  Conditions?: Record<string, unknown>;
  Globals?: { Function?: FunctionProperties };
  Resources?: Template;
  Outputs?: Record<string, { Value: unknown }>;
}

interface FunctionProperties {
  Environment?: { Variables: object };
  Events?: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  LoggingConfig?: object;
}

/** A template's resources by logical id, globals merged in. A reference reads `Id` or `Id.Attribute`. */
export async function load(parameters: Parameters = {}, file = 'template.yaml') {
  const source = read(file);
  const { region } = parameters;
  const values: Parameters = region ? { 'AWS::Partition': 'aws', 'AWS::Region': region } : {};
  for (const [name, { Default }] of Object.entries(source.Parameters ?? {})) {
    values[name] = parameters[`${name[0]?.toLowerCase()}${name.slice(1)}`] ?? Default;
  }
  const conditions = evaluate(source.Conditions ?? {}, values, {});
  const { Globals, Resources = {} } = evaluate(source, values, conditions, source.Mappings);
  const resources = Object.entries(Resources)
    .filter(([, { Condition }]) => !Condition || conditions[Condition])
    .flatMap((entry) => expand(entry, Globals?.Function));
  return Object.fromEntries(resources) as Template;
}

/** The resources of every template, by its file. */
export async function loadAll(parameters?: Parameters): Promise<Record<string, Template>> {
  const files = readdirSync('.').filter((file) => /^template\..*yaml$/.test(file));
  const all = files.map(async (file) => [file, await load(parameters, file)]);
  return Object.fromEntries(await Promise.all(all));
}

/** Of all templates, the resources of a type: file, id, properties, and what is beside it. */
export async function every<T = object>(type: string, parameters?: Parameters) {
  return Object.entries(await loadAll(parameters)).flatMap(([file, template]) =>
    Object.entries(ofType<T>(template, type)).map(
      ([id, own]) => [file, id, own, template] as const,
    ),
  );
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

/** A function as CloudFormation has it, with a mapping for each queue or stream that it works. */
function expand([id, resource]: [string, Resource], globals: FunctionProperties = {}) {
  if (resource.Type !== 'AWS::Serverless::Function') return [[id, resource]];
  const own: FunctionProperties = resource.Properties ?? {};
  const Variables = { ...globals.Environment?.Variables, ...own.Environment?.Variables };
  const LoggingConfig = { ...globals.LoggingConfig, ...own.LoggingConfig };
  const Properties = { ...globals, ...own, Environment: { Variables }, LoggingConfig };
  const events = Object.entries(own.Events ?? {});
  const sources = events.filter(([, { Type }]) => ['SQS', 'DynamoDB', 'Kinesis'].includes(Type));
  const mappings = sources.map(([event, { Properties }]) => {
    const { Queue, Stream = Queue, ...settings } = Properties;
    const mapping = { EventSourceArn: Stream, FunctionName: id, ...settings };
    return [id + event, { Type: 'AWS::Lambda::EventSourceMapping', Properties: mapping }];
  });
  return [[id, { ...resource, Type: 'AWS::Lambda::Function', Properties }], ...mappings];
}

export const read = (file: string): Source => parse(readFileSync(file, 'utf8'), { customTags });

/** `!Ref Id` is read as `{ '!Ref': 'Id' }`. */
const tags = ['!GetAtt', '!Ref', '!Sub', '!Equals', '!If', '!Not', '!FindInMap'];
const customTags: Tags = tags.flatMap((tag) => [
  { tag, resolve: (text: string) => ({ [tag]: text }) },
  { tag, collection: 'seq', resolve: (items) => ({ [tag]: items.toJSON() }) },
]);

export function evaluate<T>(
  source: T,
  parameters: Parameters,
  conditions: Source['Conditions'],
  mappings: Mappings = {},
): T {
  const inText = (_: string, name: string) => parameters[name] ?? name;
  const inMap = ([map, key, name]: [string, string, string]) => mappings[map]?.[key]?.[name];
  return JSON.parse(JSON.stringify(source), (_key, value) => {
    if (value?.['!GetAtt']) return value['!GetAtt'];
    if (value?.['!Ref']) return parameters[value['!Ref']] ?? value['!Ref'];
    if (value?.['!Sub']) return value['!Sub'].replaceAll(/\$\{([^}]+)\}/g, inText);
    if (value?.['!Equals']) return value['!Equals'][0] === value['!Equals'][1];
    if (value?.['!If']) return value['!If'][conditions?.[value['!If'][0]] ? 1 : 2];
    if (value?.['!Not']) return !value['!Not'][0];
    if (value?.['!FindInMap']) return inMap(value['!FindInMap']);
    return value;
  });
}
