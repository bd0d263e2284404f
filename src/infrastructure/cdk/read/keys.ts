import type { Edge, Node, Place, Properties, Value } from '../../graph.ts';
import { propertyOf } from '../source/bindings.ts';
import type { Bound, Found } from '../source/scope.ts';
import { evaluate, valueAt } from '../source/values.ts';
import type { Located } from './locate.ts';
import { objectAt } from './notifications.ts';

const KEYS = ['encryptionMasterKey', 'masterKey', 'encryptionKey'] as const;

/** The key of a resource that names none: one of AWS, or one that the CDK generates. */
function unnamedKey(props: Found): Value {
  const encryption = valueAt(props, 'encryption');
  if (encryption === 'KMS' || encryption === 'CUSTOMER_MANAGED')
    return { unknown: 'a key that the CDK makes' };
  return encryption === 'KMS_MANAGED' ? 'alias/aws/kms' : undefined;
}

/** The key of a queue, topic, stream, table or bucket: the id of its node where it is one of the app. */
export function encryptionKeyOf(props: Found, nodeAt: (bound: Bound) => Node | undefined): Value {
  for (const name of KEYS) {
    const found = propertyOf(props, name);
    if (found === 'missing') continue;
    const key = found && nodeAt(found);
    return key?.type === 'key' ? key.id : { unknown: found?.node.getText() ?? name };
  }
  return unnamedKey(props);
}

/** What is known of a construct that another stack makes, by what it is taken with. */
export function importedProperties({ steps }: Pick<Located, 'steps'>): Properties {
  const { node, scope } = steps.at(-1)!;
  const [, , ...rest] = [...(node.arguments ?? [])].map((each) => ({ node: each, scope }));
  const given = rest.map((each) => objectAt(each));
  const key = given.map((each) => propertyOf(each, 'keyArn')).find((each) => each !== 'missing');
  return {
    ...(key && { encryptionKey: { unknown: key.node.getText() } }),
    ...(rest.some((each) => String(evaluate(each)).endsWith('.fifo')) && { isFifo: true }),
    ...(given.some((each) => valueAt(each, 'mutable') === false) && { isImmutable: true }),
  };
}

interface Graph {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly edges: Edge[];
}

const nodeOf = ({ nodes }: Graph, type: Node['type'], wanted: Value) =>
  [...nodes.values()].find((each) => each.type === type && each.id === wanted);

/** Whether the CDK attaches policies to a role, or to that of a function. */
export const takesPolicies = (graph: Graph, to: Node): boolean =>
  !(nodeOf(graph, 'role', to.properties.role) ?? to).properties.isImmutable;

/** The CDK lets who may read or write something use its key. */
export function grantKey(graph: Graph, to: Node, of: Node | undefined, place: Place): void {
  const { encryptionKey } = of?.properties ?? {};
  if (encryptionKey === undefined || !takesPolicies(graph, to)) return;
  const on = nodeOf(graph, 'key', encryptionKey);
  const actions = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'];
  graph.edges.push({ kind: 'grants', to, ...(on && { on }), actions, place });
}
