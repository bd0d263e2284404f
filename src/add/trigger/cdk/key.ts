import type { Disk } from '../../../core/tree/tree.ts';
import type { Snippet } from '../../../editors/cdk/write/snippet.ts';
import type { Made } from '../../../infrastructure/cdk/reach.ts';
import { NEARLY_ALL, type UsualCode, usualProperty } from '../../../infrastructure/cdk/usual.ts';
import { keyDoubt, SENDERS, USED } from '../key-doubt.ts';
import { keyPolicyOf } from './key-policy.ts';
import { type Change, fits, indented, isOf } from './usual-code.ts';

/** What makes the new queues use a key, and what is to be said of it. */
interface Keyed {
  readonly changes: readonly Change[];
  readonly warnings: readonly string[];
}

const MANAGED = /^( *)encryption: sqs\.QueueEncryption\.SQS_MANAGED,$/gm;

/** The statement of a role that sends. */
const SEND =
  /^( *)new iam\.PolicyStatement\(\{\n *actions: \['sqs:SendMessage'\],\n.*\n *\}\),\n/gm;

const actions = USED.map((each) => `'${each}'`).join(', ');

/** The key in each new queue, and the right to use it in what sends to one by a policy of its own. */
const changesTo = (key: UsualCode, kind: UsualCode | undefined): readonly Change[] => {
  const lines = (indent: string) => [
    ...(kind ? [`${indent}encryption: ${kind.text},`] : []),
    `${indent}encryptionMasterKey: ${indented(key, indent)},`,
  ];
  const right = (indent: string) =>
    `${indent}new iam.PolicyStatement({\n${indent}  actions: [${actions}],\n${indent}  resources: [${key.text}.keyArn],\n${indent}}),\n`;
  return [
    (text) => text.replace(MANAGED, (_, indent: string) => lines(indent).join('\n')),
    (text) => text.replace(SEND, (found, indent: string) => found + right(indent)),
  ];
};

/**
 * The key that nearly all queues use. Where the app makes the key, the CDK grants it to each reader and sender of a
 * queue, but not to EventBridge, which sends the dead letters of a rule, nor to S3 where a bucket's notifications are
 * set by CloudFormation.
 */
export function withKey(disk: Disk, at: Made, snippet: Snippet, trigger: string): Keyed {
  const is = isOf('Queue');
  const key = usualProperty(at, is, 'encryptionMasterKey', NEARLY_ALL);
  if (!fits(at, snippet, key)) return { changes: [], warnings: [] };
  const service = SENDERS[trigger];
  const policy = service ? keyPolicyOf(disk, at, key.node, service) : 'lets';
  const isGranted = trigger !== 'eventbridge' && !snippet.source.text.includes('CfnBucket');
  const isUsed = isGranted || policy !== 'extended';
  const isDoubted = policy === 'unknown' || !isUsed;
  const kind = usualProperty(at, is, 'encryption', NEARLY_ALL);
  return {
    changes: isUsed ? changesTo(key, fits(at, snippet, kind) ? kind : undefined) : [],
    warnings: service && isDoubted ? [keyDoubt(key.text, service, isUsed)] : [],
  };
}
