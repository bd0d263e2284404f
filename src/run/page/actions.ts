import { usageError } from '../../core/errors.ts';
import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import { findFunction } from '../invoke/find-function.ts';
import { prepared } from '../invoke/sample-data.ts';
import { namedEvent, projectEvent, type SampleEvent } from '../invoke/sample-event.ts';
import { busEvent } from '../services/events/event-bus.ts';
import { fire } from '../sources/schedules.ts';
import type { PageContext } from './context.ts';
import { redrive } from './redrive.ts';

type Body = Readonly<Record<string, unknown>>;
export type Actions = Readonly<Record<string, (body: Body) => Promise<object | undefined>>>;

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? {}));

function found<T extends { id: string; name?: string }>(
  all: readonly T[],
  id: unknown,
  kind: string,
): T {
  const one = all.find((each) => each.id === id || each.name === id);
  if (one) return one;
  throw usageError(`There is no ${kind} "${String(id)}"`);
}

const eventName = ({ event }: Body) => (event === undefined ? undefined : String(event));

/** A sample event of the project, else the event itself as `payload`: a request names no file outside of `events`. */
function eventOf(root: string, fn: DeployedFunction, body: Body): SampleEvent {
  const event = eventName(body);
  if (body.payload === undefined) return namedEvent({ root, fn, event });
  const named = event === undefined ? undefined : projectEvent({ root, fn, event });
  return named ?? { text: JSON.stringify(body.payload) };
}

/** Invokes a function with a sample event, or with the event itself as `payload`. */
async function invoke({ dev, root }: PageContext, body: Body) {
  const fn = findFunction(dev.deployment, String(body.function));
  const sample = await prepared(eventOf(root, fn, body), fn, dev.session);
  const { runtime, activity } = dev.session;
  const outcome = await runtime.invoke(fn, sample.text, activity.fresh('invoke'));
  return { functionId: fn.id, outcome, path: sample.path };
}

/** Puts something where an application's own clients would: a queue, a topic, a bucket, an event bus, a state machine. */
async function send({ dev }: PageContext, { to, body, key, source, detailType, subject }: Body) {
  const { deployment, session } = dev;
  const { sqs, sns, s3, buses, machines } = session.local;
  const { activity } = session;
  if (to === 'events') {
    const event = busEvent({
      source: String(source),
      detailType: String(detailType),
      detail: body,
      region: 'us-east-1',
    });
    return { rules: buses.put('default', event, activity.fresh('events')) };
  }
  const queue = deployment.queues.find(({ id, name }) => id === to || name === to);
  if (queue && sqs) {
    const fifo = queue.isFifo ? { groupId: 'local', deduplicationId: crypto.randomUUID() } : {};
    return { messageId: await sqs.send(queue.arn, { body: text(body), ...fifo }) };
  }
  const topic = deployment.topics.find(({ id, name }) => id === to || name === to);
  if (topic && sns)
    return {
      messageId: await sns.publish({
        TopicArn: topic.arn,
        Message: text(body),
        Subject: subject === undefined ? undefined : String(subject),
      }),
    };
  const bucket = deployment.buckets.find(({ id, name }) => id === to || name === to);
  if (bucket && s3) {
    const bytes = typeof body === 'string' ? Buffer.from(body, 'base64') : Buffer.from(text(body));
    return {
      status: (await s3.put(bucket.name, String(key), bytes, 'application/octet-stream')).status,
    };
  }
  const machine = machines?.find(String(to));
  if (machine && machines)
    return { executionArn: machines.start(machine, text(body), activity.fresh('api')).arn };
  throw usageError(`There is no "${String(to)}" to send to`);
}

async function fireNow({ dev }: PageContext, { schedule: id, time }: Body) {
  const { deployment, session } = dev;
  const at = time === undefined ? new Date() : new Date(String(time));
  await fire(
    found(deployment.schedules, id, 'schedule'),
    session.activity,
    session.local.receivers,
    at,
  );
  return undefined;
}

/** The text of a sample event as this run can answer it, to be edited before it is sent. */
async function sample({ dev, root }: PageContext, body: Body) {
  const fn = findFunction(dev.deployment, String(body.function));
  return prepared(namedEvent({ root, fn, event: eventName(body) }), fn, dev.session);
}

/** What a person, or a test, can do to a project that runs. */
export const actionsOf = (context: PageContext): Actions => ({
  invoke: (body) => invoke(context, body),
  sample: (body) => sample(context, body),
  send: (body) => send(context, body),
  redrive: (body) => redrive(context, found(context.dev.deployment.queues, body.queue, 'queue')),
  fire: (body) => fireNow(context, body),
});
