import type { Edge, Infrastructure, Node, ResourceType } from '../../graph.ts';
import { propsOf } from '../reached-props.ts';
import { propertyOf } from '../source/bindings.ts';
import type { Bound, Found } from '../source/scope.ts';
import { type ArnParts, arnAt, shownText, writtenAt } from './arns.ts';
import type { Located } from './locate.ts';
import { objectAt } from './notifications.ts';
import { namesOf } from './properties.ts';
import { typeOf } from './resource-types.ts';

/** What a resource is called outside of the app: two constructs of one name are one resource. */
export interface Identity extends Omit<ArnParts, 'attribute'> {
  /** The construct of the app whose name it is taken by: `jobs.queueName`. */
  readonly is?: Node;
}

type Way = Pick<Located, 'steps' | 'member' | 'of' | 'isImported'>;

const ofName = (type: ResourceType, found: Found): Identity | undefined =>
  found && found !== 'missing' ? { type, name: shownText(writtenAt(found)) } : undefined;

/** By which of its attributes a resource is taken: `{ queueArn }`, `{ tableName }`. */
function byAttributes(type: ResourceType, given: Found): Identity | undefined {
  for (const name of [`${type}Arn`, `${type}StreamArn`]) {
    const found = propertyOf(given, name);
    const arn = found && found !== 'missing' ? arnAt(found) : undefined;
    if (arn) return arn;
  }
  return ofName(type, propertyOf(given, `${type}Name`));
}

/** `Queue.fromQueueArn(this, id, arn)`, `Table.fromTableName(this, id, name)`, `fromTableAttributes`. */
function importedIdentity(type: ResourceType, { steps }: Way): Identity | undefined {
  const { node, scope } = steps.at(-1)!;
  const method = node.expression.getText().split('.').at(-1)!;
  const third = node.arguments?.[2];
  if (!third) return undefined;
  const bound: Bound = { node: third, scope };
  if (/Arn$/.test(method)) return arnAt(bound);
  return /Name$/.test(method) ? ofName(type, bound) : byAttributes(type, objectAt(bound));
}

/** What a construct is called outside of the app, as far as its source says it. */
export function identityOf(disk: Parameters<typeof propsOf>[0], way: Way): Identity | undefined {
  const type = typeOf(way.of);
  if (!type) return undefined;
  if (way.isImported) return importedIdentity(type, way);
  const [name] = namesOf(type, 'name');
  return name ? ofName(type, propertyOf(propsOf(disk, way), name)) : undefined;
}

const mayBe = (a: string | undefined, b: string | undefined) => !a || !b || a === b;

/** Whether something of a name is written out: what two expressions say alike may be different elsewhere. */
const isSaid = ({ name }: Identity) => /\w{2}/.test(name.replace(/\$\{[^}]*\}/g, ''));

const isSame = (a: Identity, b: Identity) =>
  a.type === b.type &&
  a.name === b.name &&
  isSaid(a) &&
  mayBe(a.account, b.account) &&
  mayBe(a.region, b.region);

/** The resource that each imported construct is: one that the app makes, or the first that is imported so. */
function resourcesBy(identities: ReadonlyMap<Node, Identity>): ReadonlyMap<Node, Node> {
  const all = [...identities];
  const made = all.filter(([node]) => !node.isImported);
  return new Map(
    all
      .filter(([node]) => node.isImported)
      .flatMap(([node, identity]) => {
        const [same] = [...made, ...all].find(([, other]) => isSame(other, identity)) ?? [];
        const is = identity.is ?? same;
        return is && is !== node ? [[node, is] as const] : [];
      }),
  );
}

/**
 * The graph with each resource as one, whether it is named by its construct, by an import or by its ARN. What is
 * named by a text is no reference for CloudFormation: those edges stay.
 */
export function unified(
  graph: Infrastructure,
  identities: ReadonlyMap<Node, Identity>,
): Infrastructure {
  const resources = resourcesBy(identities);
  if (resources.size === 0) return graph;
  const of = (node: Node) => resources.get(node) ?? node;
  const edges = graph.edges.map((edge): Edge => {
    if (edge.kind === 'invokes') return { ...edge, from: of(edge.from), to: of(edge.to) };
    return edge.kind === 'grants' && edge.on ? { ...edge, on: of(edge.on) } : edge;
  });
  return { ...graph, edges };
}
