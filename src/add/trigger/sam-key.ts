import type { SamFragment } from '../../core/pattern.ts';
import type { Infrastructure, Node } from '../../infrastructure/graph.ts';
import { isCustomersKey, mayDecrypt } from '../../infrastructure/rules/systems/key-grant.ts';

/** Services whose messages Lambda fetches as the function's role, by the trigger. */
const SERVICES: Readonly<Record<string, readonly [service: string, source: string]>> = {
  sqs: ['sqs', 'Queue'],
  kinesis: ['kinesis', 'Stream'],
  'dynamodb-stream': ['dynamodb', 'Table'],
};

/** The right to decrypt what a source sends, where its key is the user's own and the role lacks it. */
export function keyFragments(
  before: Infrastructure,
  fn: Node | undefined,
  source: Node | undefined,
  trigger: string,
): readonly SamFragment[] {
  const [service, __Source__] = SERVICES[trigger] ?? [];
  const { encryptionKey: key } = source?.properties ?? {};
  if (!service || !__Source__ || !fn || !isCustomersKey(key) || mayDecrypt(before, fn, key))
    return [];
  const isArn = typeof key === 'string' && key.startsWith('arn:');
  const isOwn = before.nodes.some(({ id, type }) => id === key && type === 'key');
  if (!isArn && !isOwn)
    return [{ fragment: '../key-policy-any.yaml', replace: { __Source__, __service__: service } }];
  const __key__ = isOwn ? `!GetAtt ${String(key)}.Arn` : String(key);
  return [{ fragment: '../key-policy.yaml', replace: { __Source__, __key__ } }];
}
