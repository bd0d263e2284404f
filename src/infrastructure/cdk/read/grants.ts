import { ts } from 'ts-morph';
import { isSender, mayReceive } from '../../actions.ts';
import type { Node, Place } from '../../graph.ts';
import { follow, propertyOf } from '../source/bindings.ts';
import type { Bound, Found } from '../source/scope.ts';
import { evaluate, valueAt } from '../source/values.ts';
import { type Call, type Instance, instanceAt } from './deliveries.ts';
import { grantKey, takesPolicies } from './keys.ts';
import { itemsOf, objectAt } from './notifications.ts';
import { named, placeAt, type Reading } from './reading.ts';
import { namedIn } from './references.ts';

const isActor = (node: Node | undefined): node is Node =>
  node !== undefined && ['function', 'role'].includes(node.type);

/** `new AnyPrincipal().withConditions()` is the principal. */
function unconditioned(bound: Bound): Bound {
  const found = follow(bound);
  const { node, scope } = found && found !== 'missing' ? found : bound;
  const isConditioned =
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'withConditions';
  return isConditioned
    ? unconditioned({ node: node.expression.expression, scope })
    : { node, scope };
}

/** A principal outside of the app, by the expression that names it. */
function outsider({ nodes }: Reading, { node, scope }: Bound, isOther: boolean): Node {
  const id = node.getText();
  const key = `principal ${scope.module.path} ${id}`;
  const found: Node = nodes.get(key) ?? {
    id,
    type: isOther ? 'other' : 'role',
    place: placeAt(node, scope),
    properties: {},
    ...(isOther && { isImported: true as const }),
  };
  nodes.set(key, found);
  return found;
}

const OWN_ACCOUNT = /(\.account|ACCOUNT_ID)$/;

const isOwnAccount = ({ name, args: [first] }: Instance) =>
  name === 'AccountRootPrincipal' ||
  (name === 'AccountPrincipal' && OWN_ACCOUNT.test(first?.node.getText() ?? ''));

/** The grantee: a node of the app, or an outside principal; undefined for the account, whose policies decide. */
function granteesOf(reading: Reading, bound: Bound): readonly Node[] {
  const own = named(reading, bound)?.node;
  if (isActor(own)) return [own];
  const at = unconditioned(bound);
  const instance = instanceAt(at);
  if (instance?.name === 'CompositePrincipal')
    return instance.args.flatMap((each) => granteesOf(reading, each));
  if (!instance || !/Principal$/.test(instance.name)) return [outsider(reading, bound, false)];
  const [within] = instance.args.flatMap((each) => namedIn(reading, each)).map(({ node }) => node);
  if (isActor(within)) return [within];
  return isOwnAccount(instance) ? [] : [outsider(reading, at, true)];
}

const textsAt = (found: Found) =>
  itemsOf(found)
    .map((each) => evaluate(each))
    .filter((each) => typeof each === 'string');

/** Whether a principal is a service that only sends, whatever it may do. */
function isOfSender(bound: Bound, conditions: string): boolean {
  const { name, args } = instanceAt(unconditioned(bound)) ?? { name: '', args: [] };
  const service = args[0] && evaluate(args[0]);
  if (name === 'ServicePrincipal') return typeof service === 'string' && isSender(service);
  return /^(Any|Star)Principal$/.test(name) && /aws:SourceArn/i.test(conditions);
}

const isWithinAccount = (bound: Bound, conditions: string) =>
  /(Any|Star)Principal/.test(bound.node.getText()) && /\.account\b|ACCOUNT_ID/.test(conditions);

interface Said {
  readonly place: Place;
  readonly conditions?: string;
  /** Whether the resource's own policy says it, which needs none of the role. */
  readonly isOfResource?: boolean;
}

/** Adds that somebody may do something; of who is not of the app, only that they receive messages. */
function addGrant(
  reading: Reading,
  bound: Bound,
  on: Node,
  actions: readonly string[],
  { place, conditions = '', isOfResource = false }: Said,
): void {
  const isReader = on.type === 'queue' && mayReceive(actions, isOfSender(bound, conditions));
  const all = `${conditions} ${bound.node.getText()}`;
  for (const to of isWithinAccount(bound, all) ? [] : granteesOf(reading, bound))
    if (isReader || (isActor(to) && (isOfResource || takesPolicies(reading, to))))
      reading.edges.push({ kind: 'grants', to, on, actions, place });
}

/** What the methods of the library's constructs allow, of what rules ask for. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  grantConsumeMessages: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
  grantSendMessages: ['sqs:SendMessage'],
  grantPublish: ['sns:Publish'],
  grantPut: ['s3:PutObject'],
  grantWriteData: ['dynamodb:PutItem'],
  grantReadWriteData: ['dynamodb:PutItem'],
  grantFullAccess: ['dynamodb:PutItem'],
  grantWrite: ['s3:PutObject', 'kinesis:PutRecord'],
  grantReadWrite: ['s3:PutObject', 'kinesis:PutRecord'],
  grantDecrypt: ['kms:Decrypt'],
  grantEncryptDecrypt: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
};

const USES_KEY = /^grant(Read|Stream|Consume|Send|Full|Publish)/;

/** `queue.grantConsumeMessages(grantee)`, `key.grantDecrypt(fn)`, `key.grant(fn, 'kms:Decrypt')`. */
export function readGrant(reading: Reading, { node, on, args, place }: Call): void {
  const of = named(reading, on)?.node;
  const [grantee, ...rest] = args;
  const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : '';
  if (!of || !grantee) return;
  const given = rest.map((each) => evaluate(each)).filter((each) => typeof each === 'string');
  const actions = METHODS[name] ?? (name === 'grant' ? given : []);
  if (actions.length > 0) addGrant(reading, grantee, of, actions, { place });
  const to = named(reading, grantee)?.node;
  if (isActor(to) && USES_KEY.test(name)) grantKey(reading, to, of, place);
}

interface Statement {
  readonly actions: readonly string[];
  readonly principals: readonly Bound[];
  readonly resources: Found;
  readonly conditions: string;
  readonly place: Place;
}

function statementAt(bound: Bound | undefined): Statement | undefined {
  const instance = instanceAt(bound);
  const props = objectAt(instance?.args[0]);
  if (!instance || valueAt(props, 'effect') === 'DENY') return undefined;
  const conditions = propertyOf(props, 'conditions');
  return {
    actions: textsAt(propertyOf(props, 'actions')),
    principals: itemsOf(propertyOf(props, 'principals')),
    resources: propertyOf(props, 'resources'),
    conditions: conditions && conditions !== 'missing' ? conditions.node.getText() : '',
    place: instance.place,
  };
}

/** A policy of a queue or a key: who may do what on it. */
function addToResource(reading: Reading, on: Node | undefined, bound: Bound | undefined): void {
  const statement = statementAt(bound);
  if (!statement || !on) return;
  for (const each of statement.principals)
    addGrant(reading, each, on, statement.actions, { ...statement, isOfResource: true });
}

/** A policy of a role: what it may do on resources. */
function addToRole(reading: Reading, to: Node, bound: Bound | undefined): void {
  if (!takesPolicies(reading, to)) return;
  const { actions = [], resources, place = to.place } = statementAt(bound) ?? {};
  const grant = { kind: 'grants', to, actions, place } as const;
  if (textsAt(resources).includes('*')) reading.edges.push(grant);
  for (const each of itemsOf(resources)) {
    const whole = named(reading, each);
    for (const { node: on } of whole ? [whole] : namedIn(reading, each))
      reading.edges.push({ ...grant, on });
  }
}

/** `queue.addToResourcePolicy(statement)`. */
export const readResourcePolicy = (reading: Reading, { on, args: [statement] }: Call): void =>
  addToResource(reading, named(reading, on)?.node, statement);

/** `fn.addToRolePolicy(statement)`, `role.addToPolicy(statement)`. */
export function readRolePolicy(reading: Reading, { on, args: [statement] }: Call): void {
  const to = named(reading, on)?.node;
  if (isActor(to)) addToRole(reading, to, statement);
}

const statementsIn = (document: Found): readonly Bound[] => {
  const instance = document && document !== 'missing' ? instanceAt(document) : undefined;
  return itemsOf(propertyOf(objectAt(instance?.args[0]), 'statements'));
};

/** The queue that a function's failed invocations are sent to: the CDK lets its role send there. */
function readDeadLetters(reading: Reading, to: Node, props: Found): void {
  const found = propertyOf(props, 'deadLetterQueue');
  if (!found || found === 'missing') return;
  const on = named(reading, found)?.node;
  const place = placeAt(found.node, found.scope);
  if (on) reading.edges.push({ kind: 'grants', to, on, actions: ['sqs:SendMessage'], place });
}

/** `inlinePolicies` of a role, and `initialPolicy` of a function. */
export function readOwnPolicies(reading: Reading, to: Node, props: Found): void {
  readDeadLetters(reading, to, props);
  for (const each of itemsOf(propertyOf(props, 'initialPolicy'))) addToRole(reading, to, each);
  const inline = propertyOf(props, 'inlinePolicies');
  if (!inline || inline === 'missing' || !ts.isObjectLiteralExpression(inline.node)) return;
  for (const { name } of inline.node.properties)
    for (const each of statementsIn(propertyOf(inline, name?.getText() ?? '')))
      addToRole(reading, to, each);
}

/** What a policy that is a construct by itself lets a role do. */
function addPolicy(reading: Reading, to: Node | undefined, props: Found): void {
  const all = [
    ...itemsOf(propertyOf(props, 'statements')),
    ...statementsIn(propertyOf(props, 'document')),
  ];
  for (const each of isActor(to) ? all : []) addToRole(reading, to!, each);
}

/** `new Policy(this, id, { roles, statements })`. */
export function readPolicy(reading: Reading, props: Found): void {
  for (const each of itemsOf(propertyOf(props, 'roles')))
    addPolicy(reading, named(reading, each)?.node, props);
}

/** `role.attachInlinePolicy(policy)`; `policy.attachToRole(role)` is the same the other way round. */
export const readAttached = (reading: Reading, role: Bound, policy: Bound | undefined): void =>
  addPolicy(reading, named(reading, role)?.node, objectAt(instanceAt(policy)?.args[2]));

const queuesOf = (reading: Reading, props: Found) =>
  itemsOf(propertyOf(props, 'queues')).map(
    (each) => (named(reading, each) ?? namedIn(reading, each)[0])?.node,
  );

/** `new CfnQueuePolicy(this, id, { queues, policyDocument })`. */
export function readQueuePolicy(reading: Reading, props: Found): void {
  for (const queue of queuesOf(reading, props))
    for (const each of statementsIn(propertyOf(props, 'policyDocument')))
      addToResource(reading, queue, each);
}

/** `policy.document.addStatements(statement)`, of a `QueuePolicy`. */
export function readDocument(reading: Reading, { on: { node, scope }, args }: Call): void {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'document') return;
  const policy = instanceAt({ node: node.expression, scope });
  if (policy?.name !== 'QueuePolicy') return;
  for (const queue of queuesOf(reading, objectAt(policy.args[2])))
    for (const each of args) addToResource(reading, queue, each);
}
