import type { SamFragment } from '../../core/pattern.ts';
import type { Infrastructure, Node, Value } from '../../infrastructure/graph.ts';
import { isCustomersKey, mayUse } from '../../infrastructure/rules/systems/key-grant.ts';

/** Services whose messages Lambda fetches as the function's role, by the trigger. */
const SERVICES: Readonly<Record<string, readonly [service: string, source: string]>> = {
  sqs: ['sqs', 'Queue'],
  kinesis: ['kinesis', 'Stream'],
  'dynamodb-stream': ['dynamodb', 'Table'],
};

const DECRYPT = ['kms:Decrypt'];

/** A key's ARN as YAML; undefined where only the deployment knows which key it is. */
export function keyResource({ nodes }: Infrastructure, key: Value): string | undefined {
  if (nodes.some(({ id, type }) => id === key && type === 'key'))
    return `!GetAtt ${String(key)}.Arn`;
  return typeof key === 'string' && key.startsWith('arn:') ? key : undefined;
}

/** A policy that lets the function's role use a key for a service, under the name of a source. */
function policyFor(
  before: Infrastructure,
  key: Value,
  service: string,
  __Source__: string,
  actions: readonly string[],
): SamFragment {
  const __key__ = keyResource(before, key);
  const [only, ...others] = actions;
  const __actions__ =
    others.length > 0 ? actions.map((each) => `\n              - ${each}`).join('') : ` ${only}`;
  const replace = { __Source__, ' __actions__': __actions__ };
  return __key__
    ? { fragment: '../key-policy.yaml', replace: { ...replace, __key__ } }
    : { fragment: '../key-policy-any.yaml', replace: { ...replace, __service__: service } };
}

/** The rights to use the key of a source or of dead letters, where it is the user's own and the role lacks them. */
export function keyRights(
  before: Infrastructure,
  fn: Node,
  { properties: { encryptionKey: key } }: Node,
  [service, source]: readonly [service: string, source: string],
  actions: readonly string[],
): readonly SamFragment[] {
  const hasAll = actions.every((action) => mayUse(before, fn, key, action));
  return !isCustomersKey(key) || hasAll ? [] : [policyFor(before, key, service, source, actions)];
}

/** The right to decrypt what a source sends. */
export function keyFragments(
  before: Infrastructure,
  fn: Node | undefined,
  source: Node | undefined,
  trigger: string,
): readonly SamFragment[] {
  const of = SERVICES[trigger];
  return of && fn && source ? keyRights(before, fn, source, of, DECRYPT) : [];
}
