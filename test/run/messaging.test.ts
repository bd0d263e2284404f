import { EventEmitter, once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Queue, Subscription, Topic } from '../../src/infrastructure/resolve/deployment.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { Activity } from '../../src/run/core/activity.ts';
import type { PageContext } from '../../src/run/page/context.ts';
import { redrive } from '../../src/run/page/redrive.ts';
import { Backend } from '../../src/run/services/backend.ts';
import { authorization } from '../../src/run/services/call.ts';
import { type Emulator, startFauxqs } from '../../src/run/services/emulators.ts';
import type { Published } from '../../src/run/services/messaging/published.ts';
import { isWanted, Sns } from '../../src/run/services/messaging/sns.ts';
import { Sqs } from '../../src/run/services/messaging/sqs.ts';

let emulator: Emulator;
let backend: Backend;

beforeAll(async () => {
  emulator = (await startFauxqs(packageRoot))!;
  backend = new Backend(emulator.url);
});

afterAll(async () => {
  backend.close();
  await emulator.close();
});

const arnOf = (service: string, name: string) =>
  `arn:aws:${service}:us-east-1:000000000000:${name}`;

const queue = (name: string, deadLetterArn?: string): Queue => ({
  id: name,
  stack: 's',
  name,
  arn: arnOf('sqs', name),
  isFifo: name.endsWith('.fifo'),
  visibilitySeconds: 0,
  redrive: deadLetterArn === undefined ? undefined : { deadLetterArn, maxReceives: 1 },
  attributes: {
    VisibilityTimeout: '0',
    ...(deadLetterArn && {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetterArn, maxReceiveCount: 1 }),
    }),
  },
});

describe('redrive', () => {
  const dead = queue('dead');
  const [first, second] = [queue('first', dead.arn), queue('second', dead.arn)];

  it('sends each message back to the queue that it came from', async () => {
    const sqs = new Sqs(
      backend,
      () => 'http://127.0.0.1:1',
      () => {},
    );
    await sqs.create([dead, first, second]);
    await sqs.send(first.arn, { body: 'of first' });
    await sqs.send(second.arn, { body: 'of second' });
    await sqs.send(dead.arn, { body: 'of none' });
    for (const { arn } of [first, second])
      for (let times = 0; times < 2; times += 1) await sqs.receive(arn, 1, 0);
    await vi.waitFor(async () => expect((await sqs.contents(dead.arn)).ready).toHaveLength(3));
    const session = { local: { sqs }, activity: new Activity() };
    const dev = { deployment: { queues: [dead, first, second] }, session };
    const moved = await redrive({ dev } as unknown as PageContext, dead);
    expect(moved).toEqual({ moved: 2, left: 1 });
    const bodies = async (arn: string) => (await sqs.contents(arn)).ready.map(({ body }) => body);
    expect(await Promise.all([first, second, dead].map(({ arn }) => bodies(arn)))).toEqual([
      ['of first'],
      ['of second'],
      ['of none'],
    ]);
  });
});

describe('FIFO topics', () => {
  const topic = (name: string, isContentBased: boolean): Topic => ({
    id: name,
    stack: 's',
    name,
    arn: arnOf('sns', name),
    isFifo: true,
    isContentBased,
  });
  const subscription = (topicArn: string): Subscription => ({
    id: `of ${topicArn}`,
    stack: 's',
    topicArn,
    protocol: 'sqs',
    endpoint: '',
    filterScope: 'MessageAttributes',
    isRaw: true,
  });

  async function published(name: string, isContentBased: boolean, sent: readonly object[]) {
    const delivered: Published[] = [];
    const messages = new EventEmitter();
    const [allSent, end] = [once(messages, 'sent'), once(messages, 'delivered')];
    let isFirst = true;
    const sns = new Sns(backend, async (_, each) => {
      // The first takes longest: what did not wait for it would overtake it
      const mine = isFirst ? allSent : undefined;
      isFirst = false;
      await mine;
      if (each.message === 'end') messages.emit('delivered');
      else delivered.push(each);
    });
    const { arn } = topic(name, isContentBased);
    await sns.create([topic(name, isContentBased)], [subscription(arn)]);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: authorization('sns', 'us-east-1'),
    };
    const statuses: number[] = [];
    // What is delivered in order has been when the last one is
    for (const each of [...sent, { Message: 'end', MessageDeduplicationId: 'end' }]) {
      const fields = { Action: 'Publish', TopicArn: arn, MessageGroupId: 'g', ...each };
      const body = Buffer.from(new URLSearchParams(fields).toString());
      const base = { service: 'sns', region: 'us-east-1', accessKeyId: 'x', method: 'POST' };
      statuses.push((await sns.call({ ...base, url: '/', headers, body })).status);
    }
    messages.emit('sent');
    await end;
    return {
      statuses: statuses.slice(0, -1),
      messages: delivered.map(({ message }) => message),
      delivered,
    };
  }

  it('deliver a text once where they deduplicate by content, in order', async () => {
    const sent = ['a', 'b', 'a', 'c'].map((Message) => ({ Message }));
    const { statuses, messages, delivered } = await published('content.fifo', true, sent);
    expect(statuses).toEqual([200, 200, 200, 200]);
    expect(messages).toEqual(['a', 'b', 'c']);
    expect(delivered[0]!.deduplicationId).toMatch(/^[\da-f]{64}$/);
  });

  it('want a deduplication id otherwise, and deliver each once', async () => {
    const sent = [
      { Message: 'a' },
      { Message: 'b', MessageDeduplicationId: '1' },
      { Message: 'c', MessageDeduplicationId: '1' },
    ];
    const { statuses, messages } = await published('ids.fifo', false, sent);
    expect(statuses).toEqual([400, 200, 200]);
    expect(messages).toEqual(['b']);
  });

  it('a body that is no JSON passes no filter on the body', () => {
    const filter = { missing: [{ exists: false }] };
    const by = { ...subscription(''), filter, filterScope: 'MessageBody' as const };
    const wanted = (message: string) => isWanted(by, { message, attributes: {} } as Published);
    expect([wanted('text'), wanted('{}')]).toEqual([false, true]);
  });
});

it('a call that SQS does not answer rejects once, with nothing left unhandled', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const call = () => Promise.reject(new Error('closed'));
  const gone = { url: emulator.url, call } as unknown as Backend;
  const sqs = new Sqs(
    gone,
    () => '',
    () => {},
  );
  await expect(sqs.receive(queue('idle').arn, 1, 0)).rejects.toThrow('closed');
  await setImmediate();
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
