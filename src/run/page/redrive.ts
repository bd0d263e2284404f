import { usageError } from '../../core/errors.ts';
import type { Queue } from '../../infrastructure/resolve/deployment.ts';
import type { Message, Sqs } from '../services/messaging/sqs.ts';
import type { PageContext } from './context.ts';

/** Queues that send their dead letters to a queue. */
const sourcesOf = ({ dev }: PageContext, dead: Queue): readonly string[] =>
  dev.deployment.queues
    .filter(({ redrive }) => redrive?.deadLetterArn === dead.arn)
    .map(({ arn }) => arn);

/** The queue that a dead letter came from: what was sent to the dead-letter queue itself came from none. */
function sourceOf({ MessageId }: Message, sources: readonly string[], sqs: Sqs) {
  const known = sqs.sentTo(MessageId);
  if (known === undefined) return sources.length === 1 ? sources[0] : undefined;
  return sources.includes(known) ? known : undefined;
}

/** Sends a message to a queue as a new one, in the chain of the old one. */
async function moveTo(source: string, message: Message, dead: Queue, { dev }: PageContext) {
  const { local, activity } = dev.session;
  const groupId = message.Attributes?.MessageGroupId;
  const fifo = groupId ? { groupId, deduplicationId: crypto.randomUUID() } : {};
  const { Body: body, MessageAttributes: attributes, MessageId, ReceiptHandle } = message;
  const id = await local.sqs!.send(source, { body, attributes, ...fifo });
  activity.link(id, activity.follow(MessageId, 'redrive', dead.arn));
  await local.sqs!.delete(dead.arn, ReceiptHandle);
}

/**
 * Moves each message of a dead-letter queue back to the queue that it came from, as SQS does; `left` is how many came
 * from none. A message that arrives meanwhile is not moved: it may be one of these, which failed again.
 */
export async function redrive(
  context: PageContext,
  dead: Queue,
): Promise<{ moved: number; left: number }> {
  const { sqs } = context.dev.session.local;
  const sources = sourcesOf(context, dead);
  if (sources.length === 0 || !sqs)
    throw usageError(`No queue sends its dead letters to ${dead.id}`);
  const { ready } = await sqs.contents(dead.arn);
  const left: Message[] = [];
  let moved = 0;
  while (moved + left.length < ready.length) {
    const count = Math.min(10, ready.length - moved - left.length);
    const messages = await sqs.receive(dead.arn, count, 0);
    if (messages.length === 0) break;
    for (const message of messages) {
      const source = sourceOf(message, sources, sqs);
      if (source === undefined) left.push(message);
      else await moveTo(source, message, dead, context);
      if (source !== undefined) moved += 1;
    }
  }
  for (const { ReceiptHandle } of left) await sqs.retry(dead.arn, ReceiptHandle, 0);
  return { moved, left: left.length };
}
