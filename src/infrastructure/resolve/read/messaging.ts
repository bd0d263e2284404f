import { mapOf } from '../../../editors/sam/model.ts';
import { DEFAULT_VISIBILITY } from '../../graph.ts';
import type { Queue, Redrive, Subscription, Topic } from '../deployment.ts';
import type { ResolvedResource, ResolvedStack } from '../stack.ts';
import { isTrue, jsonOf, numberOf, textOf } from './values.ts';

/** Attributes that `CreateQueue` takes by the names that the template has. */
const QUEUE_ATTRIBUTES = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
];

function redriveOf(value: Queue['attributes'][string] | undefined | object): Redrive | undefined {
  const policy = mapOf(jsonOf(value as never));
  const deadLetterArn = textOf(policy.deadLetterTargetArn);
  return deadLetterArn === undefined
    ? undefined
    : { deadLetterArn, maxReceives: numberOf(policy.maxReceiveCount, 10) };
}

function queueOf({ id, properties, identity }: ResolvedResource, stack: string): Queue {
  const redrive = redriveOf(properties.RedrivePolicy as never);
  const plain = QUEUE_ATTRIBUTES.flatMap((name) => {
    const value = textOf(properties[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  const policy = redrive && {
    deadLetterTargetArn: redrive.deadLetterArn,
    maxReceiveCount: redrive.maxReceives,
  };
  return {
    id,
    stack,
    name: identity.attributes.QueueName!,
    arn: identity.attributes.Arn!,
    isFifo: identity.attributes.QueueName!.endsWith('.fifo'),
    visibilitySeconds: numberOf(properties.VisibilityTimeout, DEFAULT_VISIBILITY),
    redrive,
    attributes: {
      ...Object.fromEntries(plain),
      ...(policy && { RedrivePolicy: JSON.stringify(policy) }),
    },
  };
}

const topicOf = ({ id, identity, properties }: ResolvedResource, stack: string): Topic => ({
  id,
  stack,
  name: identity.attributes.TopicName!,
  arn: identity.ref,
  isFifo: identity.ref.endsWith('.fifo'),
  isContentBased: isTrue(properties.ContentBasedDeduplication),
});

function subscriptionOf({ id, properties }: ResolvedResource, stack: string): Subscription {
  const filter = jsonOf(properties.FilterPolicy);
  return {
    id,
    stack,
    topicArn: String(properties.TopicArn),
    protocol: String(properties.Protocol),
    endpoint: String(properties.Endpoint),
    filter: filter === undefined ? undefined : mapOf(filter),
    filterScope:
      properties.FilterPolicyScope === 'MessageBody' ? 'MessageBody' : 'MessageAttributes',
    isRaw: isTrue(properties.RawMessageDelivery),
    deadLetterArn: redriveOf(properties.RedrivePolicy as never)?.deadLetterArn,
  };
}

/** Subscriptions that a topic declares itself. */
const ownSubscriptions = (topic: ResolvedResource): readonly ResolvedResource[] =>
  [topic.properties.Subscription ?? []].flat().map((each, index) => ({
    ...topic,
    id: `${topic.id}Subscription${index}`,
    properties: { ...mapOf(each), TopicArn: topic.identity.ref },
  }));

export function messagingOf({ resources, around: { stackName } }: ResolvedStack) {
  const all = [...resources.values()];
  const topics = all.filter(({ type }) => type === 'AWS::SNS::Topic');
  const declared = all.filter(({ type }) => type === 'AWS::SNS::Subscription');
  return {
    queues: all
      .filter(({ type }) => type === 'AWS::SQS::Queue')
      .map((each) => queueOf(each, stackName)),
    topics: topics.map((each) => topicOf(each, stackName)),
    subscriptions: [...declared, ...topics.flatMap(ownSubscriptions)].map((each) =>
      subscriptionOf(each, stackName),
    ),
  };
}
