import { setTimeout as delay } from 'node:timers/promises';
import type { Target } from '../../infrastructure/resolve/deployment.ts';
import type { EventBuses } from '../services/events/event-bus.ts';
import { busEvent } from '../services/events/event-bus.ts';
import type { Sns } from '../services/messaging/sns.ts';
import type { Sqs } from '../services/messaging/sqs.ts';
import type { StateMachines } from '../services/states/state-machines.ts';
import type { Activity, Cause } from './activity.ts';
import { RETRY_MS, type Runtime } from './runtime.ts';

/** Where events can be sent to; undefined for what the project has no emulator of. */
export interface Receivers {
  readonly activity: Activity;
  readonly runtime: Runtime;
  readonly sqs: Sqs | undefined;
  readonly sns: Sns | undefined;
  readonly buses: EventBuses;
  readonly machines: StateMachines | undefined;
}

interface Sending {
  readonly body: string;
  readonly cause: Cause;
  readonly messageGroupId?: string | undefined;
}

/** Locally, a target that fails is tried so often at most: EventBridge would go on for a day. */
const MOST_RETRIES = 3;

type Send = (arn: string, sending: Sending, to: Receivers) => Promise<void>;

const toFunction: Send = async (arn, { body, cause }, { runtime, activity }) => {
  const fn = runtime.find(arn);
  if (!fn) throw new Error(`There is no function ${arn}`);
  // Its own retries are Lambda's: the event has arrived
  void runtime.invokeLater(fn, body, cause).catch((error: Error) => activity.notice(error.message));
};

const toQueue: Send = async (arn, { body, cause, messageGroupId }, { sqs }) => {
  if (!sqs) throw new Error('SQS is not emulated');
  const fifo = arn.endsWith('.fifo')
    ? { groupId: messageGroupId ?? 'default', deduplicationId: crypto.randomUUID() }
    : {};
  await sqs.send(arn, { body, ...fifo }, cause);
};

const toTopic: Send = async (arn, { body, cause }, { sns }) => {
  if (!sns) throw new Error('SNS is not emulated');
  await sns.publish({ TopicArn: arn, Message: body }, cause);
};

const toBus: Send = async (arn, { body, cause }, { buses }) => {
  const event = JSON.parse(body);
  const isEvent = typeof event?.source === 'string' && 'detail' in event;
  const made = { source: 'lambda', detailType: 'Lambda Function Invocation Result', detail: event };
  const region = arn.split(':')[3]!;
  buses.put(arn.split('/').at(-1)!, isEvent ? event : busEvent({ ...made, region }), cause);
};

const toMachine: Send = async (arn, { body, cause }, { machines }) => {
  const machine = machines?.find(arn);
  if (!machines || !machine) throw new Error(`There is no state machine ${arn}`);
  machines.start(machine, body, cause);
};

const SENDS: Readonly<Record<string, Send>> = {
  lambda: toFunction,
  sqs: toQueue,
  sns: toTopic,
  events: toBus,
  states: toMachine,
};

/** Whether something can be sent to what an ARN names. */
export const isTarget = (arn: string) => (arn.split(':')[2] ?? '') in SENDS;

/** Sends a body to what an ARN names; rejects when it does not arrive. */
export async function sendTo(arn: string, sending: Sending, to: Receivers): Promise<void> {
  const send = SENDS[arn.split(':')[2] ?? ''];
  if (!send) throw new Error(`Targets such as ${arn} are not emulated`);
  await send(arn, sending, to);
}

/** Sends to a target of a rule or schedule as EventBridge does: with retries, then to its dead-letter queue. */
export async function sendToTarget(
  target: Target,
  body: string,
  cause: Cause,
  to: Receivers,
): Promise<void> {
  const sending = { body, cause, messageGroupId: target.messageGroupId };
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await sendTo(target.arn, sending, to);
    } catch (error) {
      if (attempt < Math.min(target.retries, MOST_RETRIES)) {
        await delay(RETRY_MS, undefined, { ref: false });
        continue;
      }
      to.activity.notice(`${cause.from ?? cause.kind}: ${(error as Error).message}`);
      if (target.deadLetterArn) await sendTo(target.deadLetterArn, sending, to).catch(() => {});
      return;
    }
  }
}
