import { type Model, mapOf } from '../../../editors/sam/model.ts';
import {
  type Edge,
  isUnknown,
  type Node,
  type Properties,
  type ResourceType,
  type Value,
} from '../../graph.ts';
import { intrinsicOf } from './intrinsic.ts';
import { type Reference, referencesIn } from './references.ts';
import { generatedRole, propertiesOf, resourceIn, typeOf } from './resource-types.ts';
import type { Keys, Template, Written } from './template.ts';
import { valueIn } from './values.ts';

/** A template while it is read. */
export interface Reading {
  readonly template: Template;
  /** By logical id, with those that SAM generates. */
  readonly nodes: Map<string, Node>;
  /** What other stacks make, by the expression that names it. */
  readonly imported: Map<string, Node>;
  readonly edges: Edge[];
}

/** Where a property of a resource is. */
export const inProperties = (id: string, ...keys: Keys): Keys => [
  'Resources',
  id,
  'Properties',
  ...keys,
];

/** Properties whose line a message names. */
const CFN_NAMES: Partial<Record<keyof Properties, string>> = {
  timeout: 'Timeout',
  visibilityTimeout: 'VisibilityTimeout',
  reservedConcurrency: 'ReservedConcurrentExecutions',
  streamView: 'StreamSpecification',
  tenancy: 'TenancyConfig',
  durableTimeout: 'DurableConfig',
  routes: 'DefinitionBody',
};

/** What a template calls a property of the graph. */
export const cfnName = (property: keyof Properties) => CFN_NAMES[property];

function nodeOf(template: Template, written: Written): Node {
  const { id, condition } = written;
  return {
    id,
    type: typeOf(written),
    place: template.placeOf(['Resources', id]),
    properties: propertiesOf(template, written),
    placeOf: (property) => template.placeOf(inProperties(id, cfnName(property) ?? '')),
    ...(condition !== undefined && { condition }),
  };
}

/** What SAM makes by itself, where the template does not. */
export function generated(
  reading: Reading,
  id: string,
  type: ResourceType,
  of?: Node,
  properties: Properties = {},
): Node {
  const { template, nodes } = reading;
  const found = nodes.get(id);
  if (found?.isGenerated) return found;
  const node: Node = {
    id,
    type,
    place: of?.place ?? template.placeOf(['Resources']),
    properties,
    isGenerated: true,
    ...(of && { owner: of.id }),
    ...(of?.condition !== undefined && { condition: of.condition }),
  };
  // A resource of the template's own may have the id that SAM gives
  nodes.set(found ? `${id} of SAM` : id, node);
  return node;
}

const HAS_ROLE = ['AWS::Serverless::Function', 'AWS::Serverless::StateMachine'];

export function newReading(template: Template): Reading {
  const written = [...template.resources.values()];
  const nodes = new Map(written.map((each) => [each.id, nodeOf(template, each)] as const));
  const reading = { template, nodes, imported: new Map(), edges: [] };
  for (const { id, cfnType, properties } of written)
    if (HAS_ROLE.includes(cfnType) && properties.Role === undefined)
      generated(reading, generatedRole(id), 'role', nodes.get(id));
  return reading;
}

/** What messages call a resource of another stack: the parameter that names it, or the expression. */
function importedId({ template }: Reading, model: Model | undefined): string {
  const [name, of] = intrinsicOf(model) ?? [];
  if (name === 'Ref') return String(of);
  const value = valueIn(template, model);
  return isUnknown(value) ? value.unknown : String(value);
}

/** Whether an ARN is that of a FIFO queue or topic. */
const isFifo = (template: Template, model: Model | undefined) =>
  String(valueIn(template, model)).endsWith('.fifo');

/** The node of an event source: a resource of the template, or one of another stack, known by the expression that names it. */
export function sourceNode(reading: Reading, model: Model | undefined, type: ResourceType): Node {
  const { template, nodes, imported } = reading;
  const found = resourceIn(template, model);
  if (found) return nodes.get(found.id)!;
  const id = importedId(reading, model);
  const node: Node = imported.get(id) ?? {
    id,
    type,
    place: template.placeOf(['Resources']),
    properties: isFifo(template, model) ? { isFifo: true } : {},
    isImported: true,
  };
  imported.set(id, node);
  return node;
}

/** What one value may be: each branch of an `Fn::If` that is something. */
export function alternativesOf(model: Model | undefined): readonly Model[] {
  const [name, of] = intrinsicOf(model) ?? [];
  if (name === 'Fn::If' && Array.isArray(of))
    return of.slice(1).flatMap((branch) => alternativesOf(branch as Model));
  const isNothing = model === undefined || model === null || of === 'AWS::NoValue';
  return isNothing ? [] : [model];
}

/** What is invoked: the function, and the alias or version of it. */
export interface Target {
  readonly node: Node;
  readonly qualifier?: Value;
}

function aliasTarget(
  reading: Reading,
  { properties }: Written,
  qualifier: Value,
): readonly Target[] {
  const fn = resourceIn(reading.template, properties.FunctionName);
  return fn ? [{ node: reading.nodes.get(fn.id)!, qualifier }] : [];
}

/** `FunctionAliaslive`, as SAM calls the alias of a function. */
function samAlias({ nodes }: Reading, id: string): readonly Target[] {
  const [, fn = '', qualifier] = /^(.+)Alias(\w+)$/.exec(id) ?? [];
  const node = nodes.get(fn);
  return node?.properties.alias === qualifier && node ? [{ node, qualifier }] : [];
}

/** What SAM refers to as `Function.Alias`, and a version of it. */
const QUALIFIERS = ['Alias', 'Version'];

function targetOf(reading: Reading, { id, attribute }: Reference): readonly Target[] {
  const { nodes, template } = reading;
  const written = template.resources.get(id);
  if (!written) return samAlias(reading, id);
  if (written.cfnType === 'AWS::Lambda::Alias')
    return aliasTarget(reading, written, valueIn(template, written.properties.Name));
  if (written.cfnType === 'AWS::Lambda::Version') return aliasTarget(reading, written, 'version');
  const node = nodes.get(id)!;
  if (!QUALIFIERS.includes(attribute ?? '')) return [{ node }];
  return [{ node, qualifier: attribute === 'Alias' ? node.properties.alias : 'version' }];
}

/** Everything that a value may name as the receiver of events. */
export const targetsIn = (reading: Reading, model: Model | undefined): readonly Target[] =>
  [...referencesIn(model)].flatMap((reference) => targetOf(reading, reference));

/** A map's entries as maps. */
export const entriesOf = (model: Model | undefined) =>
  Object.entries(mapOf(model)).map(([key, value]) => [key, mapOf(value)] as const);

/** What a value may be: each branch of an `Fn::If`, and of those within it. */
export function branchesOf(model: Model | undefined): readonly Model[] {
  const [name, of] = intrinsicOf(model) ?? [];
  if (model === undefined || model === null || name === 'Ref') return [];
  if (name !== 'Fn::If' || !Array.isArray(of)) return [model];
  return of.slice(1).flatMap((branch) => branchesOf(branch as Model));
}

/** A list's items as maps, with their index; of an `Fn::If`, each branch. */
export const itemsOf = (model: Model | undefined) =>
  branchesOf(model)
    .flatMap((list) => (Array.isArray(list) ? (list as readonly Model[]) : [list]))
    .flatMap((item, n) => branchesOf(item).map((branch) => [n, mapOf(branch)] as const));
