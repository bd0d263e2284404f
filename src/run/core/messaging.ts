import type { Notification } from '../../infrastructure/resolve/deployment.ts';
import type { Backend } from '../services/backend.ts';
import type { EventBuses } from '../services/events/event-bus.ts';
import type { Front } from '../services/front.ts';
import { Sns } from '../services/messaging/sns.ts';
import { Sqs } from '../services/messaging/sqs.ts';
import type { KeptObjects } from '../services/persist/kept-objects.ts';
import { objectEvent } from '../services/s3/bus-event.ts';
import { isNotified, type ObjectEvent, s3Event } from '../services/s3/notifications.ts';
import { S3 } from '../services/s3/s3.ts';
import type { Activity, Cause } from './activity.ts';
import { deliverMessage } from './deliveries.ts';
import { type Receivers, sendTo } from './targets.ts';

/** What queues, topics and buckets need of the other services. */
export interface MessagingContext {
  readonly front: Front;
  readonly activity: Activity;
  readonly buses: EventBuses;
  /** The cause of a call, by the access key that signed it. */
  causeOf(accessKeyId: string, kind: string): Cause;
  /** Whether a function that runs here has that access key. */
  isOfFunction(accessKeyId: string): boolean;
  receivers(): Receivers;
  /** Where objects are kept between two runs. */
  readonly keptObjects: KeptObjects | undefined;
}

function sqsOf(backend: Backend, { front, activity, causeOf, isOfFunction }: MessagingContext) {
  return new Sqs(
    backend,
    () => front.url,
    (arn, id, { accessKeyId, cause: given }) => {
      const cause = given ?? causeOf(accessKeyId, 'sqs');
      if (cause.from) activity.pulse({ from: cause.from, to: arn, chain: cause.chain });
      if (given || isOfFunction(accessKeyId)) activity.link(id, cause);
    },
  );
}

function snsOf(backend: Backend, { activity, causeOf, receivers }: MessagingContext) {
  return new Sns(backend, (subscription, published, { accessKeyId, cause: given }) => {
    const { topicArn } = published;
    const cause = given ?? causeOf(accessKeyId, 'sns');
    if (cause.from) activity.pulse({ from: cause.from, to: topicArn, chain: cause.chain });
    const following = { ...cause, kind: 'sns', from: topicArn };
    return deliverMessage(subscription, published, following, receivers());
  });
}

function sendNotification(
  { activity, receivers }: MessagingContext,
  { targetArn }: Notification,
  event: ObjectEvent,
  cause: Cause,
): void {
  const body = JSON.stringify(s3Event(event, targetArn.split(':')[3] ?? 'us-east-1'));
  void sendTo(targetArn, { body, cause }, receivers()).catch((error: Error) =>
    activity.notice(error.message),
  );
}

function notify(context: MessagingContext, event: ObjectEvent, accessKeyId: string): void {
  const { bucket } = event;
  const cause = context.causeOf(accessKeyId, 's3');
  if (cause.from) context.activity.pulse({ from: cause.from, to: bucket.arn, chain: cause.chain });
  const following = { ...cause, kind: 's3', from: bucket.arn };
  for (const notification of bucket.notifications)
    if (isNotified(notification, event)) sendNotification(context, notification, event, following);
  if (bucket.toEventBridge) context.buses.put('default', objectEvent(event), following);
}

export type Messaging = ReturnType<typeof messagingOf>;

/** Queues, topics and buckets on one emulator, with what they deliver. */
export const messagingOf = (backend: Backend, context: MessagingContext) => ({
  sqs: sqsOf(backend, context),
  sns: snsOf(backend, context),
  s3: new S3(
    backend,
    (event, accessKeyId) => notify(context, event, accessKeyId),
    context.keptObjects,
  ),
});
