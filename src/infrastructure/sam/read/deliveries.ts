import { type Model, type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { Delivery, How, Node } from '../../graph.ts';
import { addInvokes } from './invokes.ts';
import {
  alternativesOf,
  branchesOf,
  inProperties,
  itemsOf,
  type Reading,
  sourceNode,
  targetsIn,
} from './reading.ts';
import { resourceIn, typeOf } from './resource-types.ts';
import { mappingOf, notified } from './sam-events.ts';
import type { Keys, Written } from './template.ts';
import { valueIn } from './values.ts';

type Read = (reading: Reading, written: Written) => void;

const RECEIVERS = ['function', 'queue', 'topic', 'bus', 'stateMachine', 'stream'];

/** Adds an edge to everything that a value names as receiver. */
function deliver(reading: Reading, how: How, from: Node, model: Model | undefined, at: Keys): void {
  for (const target of targetsIn(reading, model))
    if (RECEIVERS.includes(target.node.type)) addInvokes(reading, how, from, target, at, {});
}

const OF_TYPE = { queue: 'sqs', stream: 'kinesis', table: 'dynamodb-stream' } as const;

/** What another stack makes is known by the mapping: only streams have a position to start from. */
function mapped(reading: Reading, source: Model, StartingPosition: Model | undefined) {
  const found = resourceIn(reading.template, source);
  const type = found ? typeOf(found) : StartingPosition === undefined ? 'queue' : 'stream';
  const how = OF_TYPE[type as keyof typeof OF_TYPE];
  return how ? [{ how, from: sourceNode(reading, source, type) }] : [];
}

const readMapping: Read = (reading, { id, properties: p }) => {
  const sources = alternativesOf(p.EventSourceArn).flatMap((each) =>
    mapped(reading, each, p.StartingPosition),
  );
  const of = mappingOf(reading, p);
  const targets = targetsIn(reading, p.FunctionName).filter(({ node }) => node.type === 'function');
  const known =
    targets.length > 0 ? targets : [{ node: sourceNode(reading, p.FunctionName, 'function') }];
  for (const { how, from } of sources)
    for (const target of known) addInvokes(reading, how, from, target, inProperties(id), of);
};

/** A pipe reads its source as a mapping does. */
const readPipe: Read = (reading, { id, properties: { Source, Target } }) => {
  const pipe = reading.nodes.get(id)!;
  const from = sourceNode(reading, Source, 'other');
  const how = OF_TYPE[from.type as keyof typeof OF_TYPE];
  if (!how) return;
  addInvokes(reading, how, from, { node: pipe }, inProperties(id, 'Source'), {});
  deliver(reading, how, pipe, Target, inProperties(id, 'Target'));
};

const readSubscription: Read = (reading, { id, properties: p }) => {
  for (const topic of alternativesOf(p.TopicArn))
    deliver(reading, 'sns', sourceNode(reading, topic, 'topic'), p.Endpoint, inProperties(id));
};

const readTopic: Read = (reading, { id, properties }) => {
  const topic = reading.nodes.get(id)!;
  for (const [n, { Endpoint }] of itemsOf(properties.Subscription))
    deliver(reading, 'sns', topic, Endpoint, inProperties(id, 'Subscription', n));
};

const KINDS = [
  ['LambdaConfigurations', 'Function'],
  ['QueueConfigurations', 'Queue'],
  ['TopicConfigurations', 'Topic'],
] as const;

const readBucket: Read = (reading, { id, properties }) => {
  const bucket = reading.nodes.get(id)!;
  for (const all of branchesOf(properties.NotificationConfiguration).map(mapOf)) {
    addNotifications(reading, bucket, id, all);
    sendToBus(reading, bucket, id, all);
  }
};

/** A bucket that sends its events to EventBridge. */
function sendToBus(reading: Reading, bucket: Node, id: string, all: ModelMap): void {
  if (all.EventBridgeConfiguration === undefined) return;
  const at = inProperties(id, 'NotificationConfiguration', 'EventBridgeConfiguration');
  const node = sourceNode(reading, 'default', 'bus');
  addInvokes(reading, 'eventbridge', bucket, { node }, at, {});
}

function addNotifications(reading: Reading, bucket: Node, id: string, all: ModelMap): void {
  for (const [list, receiver] of KINDS)
    for (const [n, { Event, Filter, [receiver]: to }] of itemsOf(all[list])) {
      const at = inProperties(id, 'NotificationConfiguration', list, n);
      addNotification(reading, bucket, to, at, notified(reading, Event, Filter));
    }
}

/** A notification counts even if its receiver is in another stack. */
function addNotification(
  reading: Reading,
  bucket: Node,
  to: Model | undefined,
  at: Keys,
  of: Delivery,
) {
  const targets = targetsIn(reading, to).filter(({ node }) => RECEIVERS.includes(node.type));
  const known = targets.length > 0 ? targets : [{ node: sourceNode(reading, to, 'other') }];
  for (const target of known) addInvokes(reading, 's3', bucket, target, at, of);
}

const readRule: Read = (reading, { id, properties: p }) => {
  const rule = reading.nodes.get(id)!;
  const how = p.EventPattern === undefined ? 'schedule' : 'eventbridge';
  for (const [n, { Arn }] of itemsOf(p.Targets))
    deliver(reading, how, rule, Arn, inProperties(id, 'Targets', n));
};

const readSchedule: Read = (reading, { id, properties }) => {
  const { Arn } = mapOf(properties.Target);
  deliver(reading, 'schedule', reading.nodes.get(id)!, Arn, inProperties(id, 'Target'));
};

/** A version is set beside some operations: `PreTokenGenerationConfig` is one of `PreTokenGeneration`. */
const operationOf = (key: string) => key.replace(/Config$/, '');

const readPool: Read = (reading, { id, properties }) => {
  const pool = reading.nodes.get(id)!;
  const config = branchesOf(properties.LambdaConfig).map(mapOf);
  for (const [key, value] of config.flatMap((each) => Object.entries(each))) {
    const at = inProperties(id, 'LambdaConfig', key);
    addOperation(reading, pool, value, at, operationOf(key));
  }
};

/** An operation that calls a function of another stack is taken as well. */
function addOperation(reading: Reading, pool: Node, value: Model, at: Keys, operation: string) {
  if (operation === 'KMSKeyID') return;
  const targets = targetsIn(reading, value).filter(({ node }) => node.type === 'function');
  const known = targets.length > 0 ? targets : [{ node: sourceNode(reading, value, 'function') }];
  for (const target of known) addInvokes(reading, 'cognito', pool, target, at, { operation });
}

const readUrl: Read = (reading, { id, properties: p }) => {
  const qualifier = valueIn(reading.template, p.Qualifier);
  for (const target of targetsIn(reading, p.TargetFunctionArn))
    addInvokes(
      reading,
      'function-url',
      reading.nodes.get(id)!,
      { qualifier, ...target },
      inProperties(id),
      {},
    );
};

/** What delivers events, of plain CloudFormation, by its type. */
export const DELIVERIES: Readonly<Record<string, Read>> = {
  'AWS::Lambda::EventSourceMapping': readMapping,
  'AWS::Pipes::Pipe': readPipe,
  'AWS::SNS::Subscription': readSubscription,
  'AWS::SNS::Topic': readTopic,
  'AWS::S3::Bucket': readBucket,
  'AWS::Events::Rule': readRule,
  'AWS::Scheduler::Schedule': readSchedule,
  'AWS::Cognito::UserPool': readPool,
  'AWS::Lambda::Url': readUrl,
};
