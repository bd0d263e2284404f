import type { SamFragment } from '../../core/pattern.ts';
import { type Model, mapOf } from '../../editors/sam/model.ts';
import { allows } from '../../infrastructure/actions.ts';
import type { Infrastructure, Node } from '../../infrastructure/graph.ts';
import { isCustomersKey } from '../../infrastructure/rules/systems/key-grant.ts';
import { entriesOf } from '../../infrastructure/sam/entries.ts';
import { itemsOf } from '../../infrastructure/sam/read/reading.ts';
import { textsOf } from '../../infrastructure/sam/read/resource-policies.ts';
import { KEY_OF, type Usual, usualKey, withProperty } from '../sam-usual.ts';
import { keyDoubt, SENDERS, USED } from './key-doubt.ts';
import { keyFragments, keyResource, keyRights } from './sam-key.ts';

const QUEUE = 'AWS::SQS::Queue';

/** What a trigger's new queues are encrypted with. */
export interface Encryption {
  /** The key of nearly all other queues, where the new ones can use it. */
  readonly queues?: Usual;
  /** Rights that the function needs for that. */
  readonly fragments: readonly SamFragment[];
  /** What the role of a schedule needs: a statement's resource. */
  readonly resource?: string;
  readonly warnings: readonly string[];
}

export const NONE: Encryption = { fragments: [], warnings: [] };

/** Whether a statement of a key's policy lets a service encrypt with it. */
const lets = (statement: Model, service: string): boolean => {
  const { Effect, Principal, Action } = mapOf(statement);
  const isFor = Principal === '*' || textsOf(mapOf(Principal).Service).includes(service);
  return Effect === 'Allow' && isFor && USED.every((action) => allows(textsOf(Action), action));
};

function policyLets(text: string, key: Node, service: string): boolean {
  const found = entriesOf(text).find(({ section, id }) => section === 'Resources' && id === key.id);
  const { Statement } = mapOf(mapOf(found?.model.Properties).KeyPolicy);
  return itemsOf(Statement).some(([, each]) => lets(each, service));
}

/** The warning that a service may not use the key to send; undefined where the key's policy allows it. */
function doubt(text: string, key: Node | undefined, name: string, service: string | undefined) {
  if (!service || (key && policyLets(text, key, service))) return undefined;
  return keyDoubt(name, service, key === undefined);
}

/** As the short form of the function has it: `Key.Arn`, the name of a parameter. */
function shownKey(value: Model): string {
  const { Ref, 'Fn::GetAtt': attribute } = mapOf(value);
  const named = Ref ?? attribute ?? value;
  if (Array.isArray(named)) return named.join('.');
  return typeof named === 'string' ? named : JSON.stringify(value);
}

/** What the function does with the key: Lambda fetches from queues as its role, or sends dead letters to them. */
function rightsFor(before: Infrastructure, fn: Node, like: Node, trigger: string) {
  if (/^(sqs|sns|s3)$/.test(trigger)) return keyFragments(before, fn, like, 'sqs');
  return /^(kinesis|dynamodb-stream)$/.test(trigger)
    ? keyRights(before, fn, like, ['sqs', 'DeadLetters'], USED)
    : [];
}

/** How the new queues of a trigger are encrypted: as nearly all others of the template are. */
export function encryptionFor(
  text: string,
  before: Infrastructure,
  fn: Node | undefined,
  trigger: string,
): Encryption {
  const queues = usualKey(text, QUEUE);
  const like = before.nodes.find(({ id }) => id === queues?.at[1]);
  const { encryptionKey } = like?.properties ?? {};
  if (!queues || !like || !fn || !isCustomersKey(encryptionKey)) return NONE;
  const key = before.nodes.find(({ id, type }) => id === encryptionKey && type === 'key');
  const said = doubt(text, key, key?.id ?? shownKey(queues.value), SENDERS[trigger]);
  if (said && key) return { ...NONE, warnings: [said] };
  return {
    queues,
    fragments: rightsFor(before, fn, like, trigger),
    ...(trigger === 'schedule' && { resource: keyResource(before, encryptionKey) ?? "'*'" }),
    warnings: said ? [said] : [],
  };
}

/** The statement of a schedule's role that lets it send, with the right to use the queue's key behind it. */
const withKeyRight = (fragment: string, resource: string) =>
  fragment.replace(
    /^( +)- Effect: Allow\n +Action: sqs:SendMessage\n +Resource: .*\n/m,
    (found, indent: string) =>
      `${found}${indent}- Effect: Allow\n${indent}  Action:\n${USED.map((each) => `${indent}    - ${each}\n`).join('')}${indent}  Resource: ${resource}\n`,
  );

/** A fragment whose new queues have the key, and its new log groups and topics those of the others. */
export function encrypted(fragment: string, { queues, resource }: Encryption, text: string) {
  const keyed = queues
    ? fragment.replace(/^ {6}SqsManagedSseEnabled: true$/gm, () => queues.lines)
    : fragment;
  const allowed = queues && resource ? withKeyRight(keyed, resource) : keyed;
  return ['AWS::SNS::Topic', 'AWS::Logs::LogGroup'].reduce((all, type) => {
    const usual = all.includes(`Type: ${type}\n`) ? usualKey(text, type) : undefined;
    return usual ? withProperty(all, type, KEY_OF[type]!, usual.lines) : all;
  }, allowed);
}
