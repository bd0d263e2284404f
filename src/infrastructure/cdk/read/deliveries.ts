import { ts } from 'ts-morph';
import { resolve } from '../../../editors/cdk/syntax/imports.ts';
import type { Delivery, How, Node, Place, Value } from '../../graph.ts';
import { partsOf } from '../calls/parts.ts';
import { follow, propertyOf } from '../source/bindings.ts';
import type { Bound, Found, Scope } from '../source/scope.ts';
import { evaluate, valueAt } from '../source/values.ts';
import { grantKey } from './keys.ts';
import {
  EVENTS,
  eventOf,
  eventsIn,
  filterOf,
  itemsOf,
  objectAt,
  operationAt,
  operationName,
} from './notifications.ts';
import { addInvokes, addRefers, type Named, named, placeAt, type Reading } from './reading.ts';

/** A call of a method, in the scope that it runs in. */
export interface Call {
  readonly node: ts.CallExpression;
  readonly scope: Scope;
  /** What the method is called on. */
  readonly on: Bound;
  readonly args: readonly Bound[];
  readonly place: Place;
}

type Read = (reading: Reading, call: Call) => void;

/** A `new` that an expression leads to, by the name of its class. */
export interface Instance {
  readonly name: string;
  readonly args: readonly Bound[];
  readonly place: Place;
}

/** The instance of a class of the library that an expression leads to. */
export function instanceAt(bound: Bound | Found): Instance | undefined {
  const found = bound && bound !== 'missing' ? follow(bound) : undefined;
  if (!found || found === 'missing' || !ts.isNewExpression(found.node)) return undefined;
  const { node, scope } = found;
  const of = resolve(scope.module.imports, node.expression);
  const args = (node.arguments ?? []).map((each) => ({ node: each, scope }));
  return { name: of?.name ?? node.expression.getText(), args, place: placeAt(node, scope) };
}

export const namedAt = (reading: Reading, found: Found): Named | undefined =>
  found && found !== 'missing' ? named(reading, found) : undefined;

const mappingOf = (props: Found): Delivery => {
  const maxConcurrency = valueAt(props, 'maxConcurrency');
  return maxConcurrency === undefined ? {} : { maxConcurrency };
};

const SOURCES: Readonly<Record<string, How>> = {
  SqsEventSource: 'sqs',
  DynamoEventSource: 'dynamodb-stream',
  KinesisEventSource: 'kinesis',
  KinesisConsumerEventSource: 'kinesis',
  SnsEventSource: 'sns',
  S3EventSource: 's3',
  S3EventSourceV2: 's3',
};

/** `fn.addEventSource(new SqsEventSource(queue))`, and what a function has of them in its `events`. */
function readSource(
  reading: Reading,
  fn: Named | undefined,
  source: Instance | undefined,
  place: Place,
): void {
  const how = source && SOURCES[source.name];
  const [resource, props] = source?.args ?? [];
  if (!how || !resource) return;
  const read = objectAt(props);
  const events = propertyOf(read, 'events');
  const of: Delivery =
    how === 's3'
      ? { events: eventsIn(events), ...filterOf(itemsOf(propertyOf(read, 'filters'))) }
      : mappingOf(read);
  const from = named(reading, resource)?.node;
  addInvokes(reading, how, from, fn, place, of);
  addRefers(reading, fn?.node, from, 'policy', place);
  if (fn) grantKey(reading, fn.node, from, place);
}

const RECEIVER =
  /^(LambdaDestination|SqsDestination|SnsDestination|LambdaSubscription|SqsSubscription|LambdaFunction|SqsQueue|SnsTopic|LambdaInvoke|SqsSendMessage|SnsPublish|EventBus)$/;

/** What a destination, a subscription or a target leads to. */
const receiverOf = (reading: Reading, bound: Bound | undefined): Named | undefined => {
  const instance = instanceAt(bound);
  const [first] = instance?.args ?? [];
  return instance && RECEIVER.test(instance.name) && first ? named(reading, first) : undefined;
};

const addEventSource: Read = (reading, { on, args: [source], place }) =>
  readSource(reading, named(reading, on), instanceAt(source), place);

/** By the attribute that a mapping names its source by. */
export const BY_ATTRIBUTE: Readonly<Record<string, How>> = {
  queueArn: 'sqs',
  streamArn: 'kinesis',
  tableStreamArn: 'dynamodb-stream',
};

export function readMapping(
  reading: Reading,
  fn: Named | undefined,
  props: Found,
  place: Place,
): void {
  const source = namedAt(reading, propertyOf(props, 'eventSourceArn'));
  const how = BY_ATTRIBUTE[source?.attribute ?? ''];
  if (source && how) addInvokes(reading, how, source.node, fn, place, mappingOf(props));
}

const addEventSourceMapping: Read = (reading, { on, args, place }) =>
  readMapping(reading, named(reading, on), objectAt(args[1]), place);

const addSubscription: Read = (reading, { on, args: [subscription], place }) =>
  addInvokes(reading, 'sns', named(reading, on)?.node, receiverOf(reading, subscription), place);

const notification =
  (event: Value, from: number): Read =>
  (reading, { on, args, place }) => {
    const said = event ?? (args[0] && eventOf(evaluate(args[0])));
    const of = { events: said, ...filterOf(args.slice(from + 1)) };
    const to = receiverOf(reading, args[from]);
    addInvokes(reading, 's3', named(reading, on)?.node, to, place, of);
  };

/** A pool names its functions in a property, and so is made after them. */
function readOperation(
  reading: Reading,
  pool: Named | undefined,
  operation: Value,
  fn: Named | undefined,
  place: Place,
) {
  const name = typeof operation === 'string' ? operationName(operation) : operation;
  addInvokes(reading, 'cognito', pool?.node, fn, place, { operation: name });
  addRefers(reading, pool?.node, fn?.node, 'property', place);
}

const addTrigger: Read = (reading, { on, args: [operation, fn], place }) => {
  if (operation && fn)
    readOperation(reading, named(reading, on), operationAt(operation), named(reading, fn), place);
};

/** `lambdaTriggers` of a pool; what is not known of them may be any. */
function readTriggers(reading: Reading, self: Named, props: Found): void {
  const triggers = propertyOf(props, 'lambdaTriggers');
  if (triggers === 'missing') return;
  const isSaid = (node: ts.Node) =>
    ts.isObjectLiteralExpression(node) &&
    node.properties.some((each) => each.name?.getText() === 'lambdaTriggers');
  const known = triggers && partsOf(reading.disk, triggers);
  for (const [name, value] of known?.known ?? [])
    readOperation(reading, self, name, named(reading, value), placeAt(value.node, value.scope));
  if (known?.isWhole || !props || props === 'missing' || !isSaid(props.node)) return;
  const { node, scope } = triggers ?? props;
  readOperation(reading, self, { unknown: node.getText() }, undefined, placeAt(node, scope));
}

/** A rule or a schedule, and what it invokes. */
function readTarget(reading: Reading, { node }: Named, to: Named | undefined, place: Place): void {
  const isTimed = node.type === 'schedule' || node.properties.schedule !== undefined;
  addInvokes(reading, isTimed ? 'schedule' : 'eventbridge', node, to, place);
  addRefers(reading, node, to?.node, 'property', place);
}

const addTarget: Read = (reading, { on, args: [target], place }) => {
  const rule = named(reading, on);
  if (rule?.node.type === 'rule') readTarget(reading, rule, receiverOf(reading, target), place);
};

/** `target` of a schedule, `targets` of a rule: instances of the library, or objects with an `arn`. */
function readTargets(reading: Reading, self: Named, props: Found): void {
  const target = propertyOf(props, 'target');
  const own = target && target !== 'missing' ? [target] : [];
  for (const each of [...own, ...itemsOf(propertyOf(props, 'targets'))]) {
    const to = receiverOf(reading, each) ?? namedAt(reading, propertyOf(objectAt(each), 'arn'));
    readTarget(reading, self, to, placeAt(each.node, each.scope));
  }
}

/** A bucket that sends its events to EventBridge. */
function sendToBus(reading: Reading, bucket: Node | undefined, place: Place): void {
  const bus: Node = { id: 'default', type: 'bus', place, properties: {}, isImported: true };
  addInvokes(reading, 'eventbridge', bucket, { node: bus }, place);
}

const enableEventBridgeNotification: Read = (reading, { on, place }) =>
  sendToBus(reading, named(reading, on)?.node, place);

function referTo(reading: Reading, from: Node, props: Found, name: string): void {
  const found = propertyOf(props, name);
  if (!found || found === 'missing') return;
  const place = placeAt(found.node, found.scope);
  addRefers(reading, from, named(reading, found)?.node, 'property', place);
}

const addFunctionUrl: Read = (reading, { on, place }) => {
  const fn = named(reading, on);
  if (fn?.node.type === 'function') addInvokes(reading, 'function-url', fn.node, fn, place);
};

/** What delivers events, by the method that is called. */
export const CALLS: Readonly<Record<string, Read>> = {
  addEventSource,
  addEventSourceMapping,
  addSubscription,
  addEventNotification: notification(undefined, 1),
  addObjectCreatedNotification: notification(EVENTS.OBJECT_CREATED, 0),
  addObjectRemovedNotification: notification(EVENTS.OBJECT_REMOVED, 0),
  addTrigger,
  addTarget,
  addFunctionUrl,
  enableEventBridgeNotification,
};

/** What the properties of a construct say of deliveries: `events`, `lambdaTriggers`, `targets`. */
export function readProps(reading: Reading, self: Named, props: Found): void {
  const { type } = self.node;
  if (type === 'function')
    for (const each of itemsOf(propertyOf(props, 'events')))
      readSource(reading, self, instanceAt(each), placeAt(each.node, each.scope));
  if (type === 'rule' || type === 'schedule') readTargets(reading, self, props);
  if (type === 'bucket' && valueAt(props, 'eventBridgeEnabled') === true)
    sendToBus(reading, self.node, self.node.place);
  if (type === 'rule') referTo(reading, self.node, props, 'eventBus');
  if (type === 'stage') referTo(reading, self.node, props, 'httpApi');
  if (type === 'pool') readTriggers(reading, self, props);
}
