import { ts } from 'ts-morph';
import type { Disk } from '../../../core/tree/tree.ts';
import { lineOf } from '../../../editors/cdk/syntax/source.ts';
import type {
  Delivery,
  Edge,
  How,
  Node,
  Place,
  Properties,
  Refers,
  ResourceType,
} from '../../graph.ts';
import { areIdsKnown, idOf, makingSteps } from '../made-by-app.ts';
import { propsOf } from '../reached-props.ts';
import { follow, propertyOf } from '../source/bindings.ts';
import type { Bound, Found, MadeStep, Scope } from '../source/scope.ts';
import { aliasAt } from './aliases.ts';
import { type ArnParts, arnAt } from './arns.ts';
import { type Identity, identityOf } from './identities.ts';
import { encryptionKeyOf, importedProperties } from './keys.ts';
import { keyOf, type Located, locate, placed } from './locate.ts';
import { apiProperties, namesOf, propertiesIn } from './properties.ts';
import { regionOf } from './regions.ts';
import { isRest, typeOf } from './resource-types.ts';

/** An id in the file that its construct is made in. */
interface Identified {
  readonly path: string;
  readonly id: string;
}

/** A graph while it is read. */
export interface Reading {
  readonly disk: Disk;
  readonly nodes: Map<string, Node>;
  /** The ids that constructs have, by their keys. */
  readonly ids: Map<string, Identified>;
  readonly edges: Edge[];
  /** The names of the aliases that functions publish, by the keys of those. */
  readonly aliases: Map<string, string>;
  /** What resources are called outside of the app. */
  readonly identities: Map<Node, Identity>;
}

export const newReading = (disk: Disk): Reading => ({
  disk,
  nodes: new Map(),
  ids: new Map(),
  edges: [],
  aliases: new Map(),
  identities: new Map(),
});

export const placeAt = (node: ts.Node, { module }: Scope): Place => ({
  path: module.path,
  line: lineOf(module.file, node),
});

const ENCRYPTED: readonly ResourceType[] = ['queue', 'topic', 'stream', 'table', 'bucket'];

/** The way that the app makes a construct. */
export type Way = Pick<Located, 'steps' | 'member' | 'of' | 'isImported' | 'isEither'>;

function propertiesOf(reading: Reading, way: Way, type: ResourceType, key: string): Properties {
  if (way.isImported) return importedProperties(way);
  const { disk, aliases } = reading;
  const alias = aliases.get(key);
  const props = propsOf(disk, way);
  const nodeAt = (bound: Bound) => named(reading, bound)?.node;
  const role = type === 'function' ? propertyOf(props, 'role') : undefined;
  const roleId = role && role !== 'missing' ? nodeAt(role)?.id : undefined;
  const encryptionKey = ENCRYPTED.includes(type) ? encryptionKeyOf(props, nodeAt) : undefined;
  return {
    ...propertiesIn(type, props),
    ...(alias !== undefined && { alias }),
    ...(roleId !== undefined && { role: roleId }),
    ...(encryptionKey !== undefined && { encryptionKey }),
    ...(type === 'api' && apiProperties(props, isRest(way.of))),
    ...(way.of.name === 'SpecRestApi' && { routes: 'document' as const }),
  };
}

/** Where a property of an object is written, when it is written out. */
function placeOfProperty(props: Found, names: readonly string[]): Place | undefined {
  if (!props || props === 'missing' || !ts.isObjectLiteralExpression(props.node)) return undefined;
  const property = props.node.properties.find((each) => names.includes(each.name?.getText() ?? ''));
  return property && placeAt(property, props.scope);
}

/**
 * Two constructs of one id in a file are distinguished by the class that makes them, then by the ids on the way to
 * them; those whose ids are not known, by a number.
 */
function freeId({ ids }: Reading, steps: readonly MadeStep[], path: string, owner: string) {
  const beside = [...ids.values()].filter((each) => each.path === path);
  const isTaken = (name: string) => beside.some((each) => each.id === name);
  const own = makingSteps({ steps }).map(idOf);
  const names = [own[0]!, ...(owner ? [`${owner}/${own[0]}`] : []), own.join('/')];
  const free = names.find((each) => !isTaken(each));
  if (free !== undefined) return free;
  if (areIdsKnown({ steps })) return names[0]!;
  const last = names.at(-1)!;
  return `${last} (${beside.filter((each) => each.id.startsWith(last)).length + 1})`;
}

/** Gives a construct its id. All of a module have theirs before what refers to them is read: ids depend on the order. */
export function identified(reading: Reading, way: Way, owner = ''): Identified | undefined {
  const key = keyOf(reading.disk, way);
  const known = reading.ids.get(key);
  if (known) return known;
  const steps = placed(reading.disk, way.steps);
  const [first] = steps;
  if (!first) return undefined;
  const { path } = first.scope.module;
  const made = { path, id: freeId(reading, steps, path, owner) };
  reading.ids.set(key, made);
  return made;
}

/** Notes what a node is called outside of the app; the name may be that of a construct. */
function identify(reading: Reading, node: Node, identity: Identity | undefined): void {
  if (!identity) return;
  const own = identity.of && locate(reading.disk, identity.of);
  const is = own && nodeOf(reading, own);
  reading.identities.set(node, { ...identity, ...(is && { is }) });
}

/** Of what the app makes, only a function's region is asked for. */
const regionFor = ({ disk }: Reading, type: ResourceType, { steps }: Way) =>
  type === 'function' ? regionOf(disk, placed(disk, steps)) : undefined;

/** The node of a construct; it is made when it is first asked for. */
export function nodeOf(reading: Reading, way: Way, owner = ''): Node | undefined {
  const type = typeOf(way.of);
  if (!type) return undefined;
  const key = keyOf(reading.disk, way);
  const known = reading.nodes.get(key);
  if (known) return known;
  const [first] = placed(reading.disk, way.steps);
  const own = identified(reading, way, owner);
  if (!first || !own) return undefined;
  const place = placeAt(first.node, first.scope);
  const props = way.isImported ? undefined : propsOf(reading.disk, way);
  const identity = identityOf(reading.disk, way);
  const region = way.isImported ? identity?.region : regionFor(reading, type, way);
  const node: Node = {
    id: own.id,
    type,
    place,
    properties: { ...propertiesOf(reading, way, type, key), ...(region && { region }) },
    placeOf: (property) => placeOfProperty(props, namesOf(type, property)) ?? place,
    ...(way.isImported && { isImported: true as const }),
  };
  reading.nodes.set(key, node);
  identify(reading, node, identity);
  return node;
}

/** A node that an expression names, with what of it. */
export interface Named {
  readonly node: Node;
  readonly attribute?: string;
  /** The alias of a function. */
  readonly qualifier?: string;
}

/** The function that an alias is one of; a variable may hold it. */
function aliased(reading: Reading, bound: Bound): Named | undefined {
  const found = follow(bound);
  const alias = found && found !== 'missing' ? aliasAt(reading.disk, found) : undefined;
  const node = alias && nodeOf(reading, alias.of);
  return node && { node, qualifier: alias.name };
}

/** `live.functionArn` is the ARN of an alias. */
function owner({ node, scope }: Bound): Bound {
  const isArn = ts.isPropertyAccessExpression(node) && node.name.text === 'functionArn';
  return { node: isArn ? node.expression : node, scope };
}

/** What an ARN names that is put together of its parts: what has the name, or a resource of somebody else. */
function byArn(reading: Reading, bound: Bound): Named | undefined {
  const arn = arnAt(bound);
  if (!arn) return undefined;
  const { type, name, attribute, of } = arn;
  const own = of && locate(reading.disk, of);
  const node = (own && nodeOf(reading, own)) ?? arnNode(reading, bound, `${type} ${name}`, arn);
  return { node, attribute };
}

function arnNode(reading: Reading, { node, scope }: Bound, key: string, identity: ArnParts): Node {
  const known = reading.nodes.get(key);
  if (known) return known;
  const { type, name: id } = identity;
  const place = placeAt(node, scope);
  const made: Node = { id, type, place, properties: {}, isImported: true };
  reading.nodes.set(key, made);
  reading.identities.set(made, identity);
  return made;
}

/** The node that an expression names; of an alias, its function. */
export function named(reading: Reading, bound: Bound): Named | undefined {
  const alias = aliased(reading, owner(bound));
  if (alias) return alias;
  const located = locate(reading.disk, bound);
  if (!located) return byArn(reading, bound);
  const node = nodeOf(reading, located);
  const { attribute } = located;
  return node && { node, ...(attribute && { attribute }) };
}

/** A receiver of events outside of the app: it still counts as a reader of the source. */
export const somebody = (id: string, place: Place): Named => ({
  node: { id, type: 'other', place, properties: {}, isImported: true },
});

export function addInvokes(
  { edges }: Reading,
  how: How,
  from: Node | undefined,
  to: Named | undefined,
  place: Place,
  properties: Delivery = {},
): void {
  if (!from) return;
  const { node, qualifier } = to ?? somebody('another function', place);
  edges.push({
    kind: 'invokes',
    how,
    from,
    to: node,
    place,
    properties: { ...properties, ...(qualifier && { qualifier }) },
  });
}

export function addRefers(
  { edges }: Reading,
  from: Node | undefined,
  to: Node | undefined,
  through: Refers['through'],
  place: Place,
): void {
  if (from && to && from !== to) edges.push({ kind: 'refers', from, to, through, place });
}
