import type { Subscription } from '../../infrastructure/resolve/deployment.ts';
import type { Published } from '../services/messaging/published.ts';
import { envelopeOf, snsEvent } from '../services/messaging/sns.ts';
import type { Cause } from './activity.ts';
import { type Receivers, sendTo } from './targets.ts';

/** A message goes into a queue with its attributes when it is delivered raw, and wrapped otherwise. */
async function toQueue(
  subscription: Subscription,
  published: Published,
  cause: Cause,
  { sqs }: Receivers,
): Promise<void> {
  if (!sqs) return;
  const { endpoint, isRaw } = subscription;
  const { groupId, deduplicationId, attributes, message } = published;
  const fifo = endpoint.endsWith('.fifo')
    ? { groupId, deduplicationId: deduplicationId ?? published.messageId }
    : {};
  const body = isRaw ? message : JSON.stringify(envelopeOf(subscription, published, false));
  await sqs.send(endpoint, { body, ...fifo, ...(isRaw && { attributes }) }, cause);
}

/** Delivers a message to a subscription; what does not arrive goes to the subscription's dead letters. */
export async function deliverMessage(
  subscription: Subscription,
  published: Published,
  cause: Cause,
  to: Receivers,
): Promise<void> {
  const { protocol, endpoint, deadLetterArn } = subscription;
  try {
    if (protocol === 'sqs') await toQueue(subscription, published, cause, to);
    if (protocol === 'lambda') {
      const body = JSON.stringify(snsEvent(subscription, published));
      await sendTo(endpoint, { body, cause }, to);
    }
  } catch (error) {
    to.activity.notice(`${subscription.id}: ${(error as Error).message}`);
    if (deadLetterArn)
      await sendTo(deadLetterArn, { body: published.message, cause }, to).catch(() => {});
  }
}
