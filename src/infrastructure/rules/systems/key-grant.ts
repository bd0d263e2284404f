import { allows } from '../../actions.ts';
import {
  type Grants,
  type Infrastructure,
  type Invokes,
  isUnknown,
  type Node,
  type Value,
} from '../../graph.ts';
import { isInvokes } from '../edges.ts';
import type { Finding, Rule } from '../rule.ts';

const RULE = 'key-grant';

/** What Lambda reads by itself, as the function's role. */
const POLLED: readonly Invokes['how'][] = ['sqs', 'kinesis', 'dynamodb-stream'];

/** Whether a key is one of the user, not one of AWS; an unknown one may be. */
export const isCustomersKey = (key: Value) =>
  key !== undefined && (isUnknown(key) || !String(key).startsWith('alias/aws/'));

const isOf = (fn: Node) => (grant: Grants) => grant.to === fn || grant.to.id === fn.properties.role;

/** Whether the function's role may do something with the key, as far as is known. */
export function mayUse(
  { nodes, edges }: Pick<Infrastructure, 'nodes' | 'edges'>,
  fn: Node,
  key: Value,
  action: string,
): boolean {
  const name = key !== undefined && isUnknown(key) ? key.unknown : key;
  const node = nodes.find(({ id, type }) => id === name && type === 'key');
  return edges.some(
    (edge) =>
      edge.kind === 'grants' &&
      isOf(fn)(edge) &&
      allows(edge.actions, action) &&
      (edge.on === undefined || edge.on === node),
  );
}

const finding = ({ from, to }: Invokes): Finding => ({
  rule: RULE,
  place: from.place,
  reason: `${from.id} is encrypted with a key of your own, and nothing allows ${to.id} to decrypt with it`,
  wayOut: `Grant kms:Decrypt on the key to the role of ${to.id} first.`,
});

export const keyGrant: Rule = {
  id: RULE,
  source:
    'Lambda: the execution role needs kms:Decrypt on the customer-managed key of a queue or stream',
  check: (_, addition, after) =>
    addition.edges
      .filter(isInvokes)
      .filter(({ how, to }) => POLLED.includes(how) && to.type === 'function')
      .filter(({ from, to }) => {
        const { encryptionKey } = from.properties;
        return isCustomersKey(encryptionKey) && !mayUse(after, to, encryptionKey, 'kms:Decrypt');
      })
      .map(finding),
};
