import { expect, it, onTestFinished, vi } from 'vitest';
import type { EventSourceMapping } from '../../src/infrastructure/resolve/deployment.ts';
import type { StreamRecord } from '../../src/run/services/dynamodb/streams.ts';
import type { Message, Sqs } from '../../src/run/services/messaging/sqs.ts';
import { failedIds } from '../../src/run/sources/batch-result.ts';
import type { Served } from '../../src/run/sources/mappings.ts';
import { Pollers } from '../../src/run/sources/pollers.ts';
import { QueuePoller } from '../../src/run/sources/queue-poller.ts';
import { StreamPoller } from '../../src/run/sources/stream-poller.ts';

const mapping = (sourceArn: string, more: object = {}): EventSourceMapping => ({
  id: 'Mapping',
  stack: 's',
  functionArn: 'f',
  sourceArn,
  isEnabled: true,
  batchSize: 1,
  windowSeconds: 0,
  reportsFailures: false,
  filters: [],
  retries: 0,
  bisects: false,
  ...more,
});

const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:queue';
const STREAM = 'arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/1';

/** A function with a name; its calls are handled by `handle`. */
function served(map: EventSourceMapping, handle: (event: string) => Promise<object>) {
  const notices: string[] = [];
  const activity = {
    follow: () => ({ kind: 'sqs', chain: 'c' }),
    link: () => {},
    notice: (text: string) => notices.push(text),
  };
  const runtime = { activity, invoke: (_: unknown, event: string) => handle(event) };
  return { served: { mapping: map, fn: { id: 'F' }, runtime } as unknown as Served, notices };
}

const message = (id: string): Message => ({
  MessageId: id,
  ReceiptHandle: `receipt-${id}`,
  Body: id,
  MD5OfBody: '',
});

/** A queue that gives its messages once, and waits as a long poll does. */
function queue(messages: Message[]) {
  const calls: string[] = [];
  let deliver = (_: readonly Message[]) => {};
  const sqs = {
    receive: () =>
      messages.length > 0
        ? Promise.resolve(messages.splice(0, 1))
        : new Promise((resolve) => {
            deliver = resolve;
          }),
    redriveOf: () => ({ deadLetterArn: `${QUEUE}-dead`, maxReceives: 2 }),
    delete: async (_: string, receipt: string) => void calls.push(`delete ${receipt}`),
    retry: async (_: string, receipt: string, seconds: number) =>
      void calls.push(`retry ${receipt} ${seconds}`),
  } as unknown as Sqs;
  return { sqs, calls, deliver: (each: Message) => deliver([each]) };
}

it('a message that a poll receives after a reload is handled by the new function, and not received twice', async () => {
  const { sqs, calls, deliver } = queue([]);
  const old = served(mapping(QUEUE), () => Promise.reject(new Error('the old function is gone')));
  const poller = new QueuePoller(old.served, sqs);
  onTestFinished(() => poller.stop());
  const handled: string[] = [];
  const next = served(mapping(QUEUE), async (event) => {
    handled.push(event);
    return { result: 'null' };
  });
  poller.serve(next.served);
  deliver(message('a'));
  await vi.waitFor(() => expect(calls).toEqual(['delete receipt-a']));
  expect(handled).toHaveLength(1);
});

it('a poller whose mapping is gone gives back what it still receives', async () => {
  const { sqs, calls, deliver } = queue([]);
  const poller = new QueuePoller(served(mapping(QUEUE), async () => ({})).served, sqs);
  poller.stop();
  deliver(message('a'));
  await vi.waitFor(() => expect(calls).toEqual(['retry receipt-a 0']));
});

it('a message that cannot be deleted is a notice, and the poller goes on', async () => {
  const { sqs, calls } = queue([message('a'), message('b')]);
  const remove = sqs.delete;
  let isFirst = true;
  sqs.delete = (arn, receipt) => {
    if (!isFirst) return remove(arn, receipt);
    isFirst = false;
    return Promise.reject(new Error('no such receipt'));
  };
  const { served: each, notices } = served(mapping(QUEUE), async () => ({ result: 'null' }));
  const poller = new QueuePoller(each, sqs);
  onTestFinished(() => poller.stop());
  await vi.waitFor(() => expect(calls).toHaveLength(1));
  expect(notices).toEqual(['Mapping: no such receipt']);
});

it('a message that fails for the last time is a notice', async () => {
  const received = (id: string, times: number) => ({
    ...message(id),
    Attributes: { ApproximateReceiveCount: String(times) },
  });
  const { sqs, calls } = queue([received('a', 1), received('b', 2)]);
  const failing = served(mapping(QUEUE), async () => ({ error: { errorType: 'E' } }));
  const poller = new QueuePoller(failing.served, sqs);
  onTestFinished(() => poller.stop());
  await vi.waitFor(() => expect(calls).toHaveLength(2));
  await vi.waitFor(() => expect(failing.notices).toHaveLength(1));
  expect(failing.notices).toEqual(['Message b failed 2 times: it goes to queue-dead']);
});

const record = (n: number) =>
  ({
    eventID: String(n),
    eventSourceARN: STREAM,
    dynamodb: { SequenceNumber: String(n) },
  }) as unknown as StreamRecord;

it('records of a stream that wait or are retried during a reload go to the new function', async () => {
  const handled: string[] = [];
  const failing = vi.fn(async () => ({ error: { errorType: 'E', errorMessage: '' } }));
  const poller = new StreamPoller(served(mapping(STREAM, { retries: 5 }), failing).served);
  onTestFinished(() => poller.stop());
  poller.add(record(1));
  poller.add(record(2));
  await vi.waitFor(() => expect(failing).toHaveBeenCalledTimes(1));
  poller.serve(
    served(mapping(STREAM, { retries: 5 }), async (event) => {
      handled.push(JSON.parse(event).Records[0].eventID);
      return { result: 'null' };
    }).served,
  );
  await vi.waitFor(() => expect(handled).toEqual(['1', '2']), 5000);
});

it('an error of a stream is a notice, and the next records are handled', async () => {
  let count = 0;
  const { served: each, notices } = served(mapping(STREAM), async () => {
    count += 1;
    if (count === 1) throw new Error('broken');
    return { result: 'null' };
  });
  const poller = new StreamPoller(each);
  onTestFinished(() => poller.stop());
  poller.add(record(1));
  await vi.waitFor(() => expect(notices).toEqual(['Mapping: broken']));
  poller.add(record(2));
  await vi.waitFor(() => expect(count).toBe(2));
});

it('a batch of a stream that is full does not wait for its window', async () => {
  const sizes: number[] = [];
  const { served: each } = served(
    mapping(STREAM, { batchSize: 2, windowSeconds: 60 }),
    async (event) => {
      sizes.push(JSON.parse(event).Records.length);
      return { result: 'null' };
    },
  );
  const poller = new StreamPoller(each);
  onTestFinished(() => poller.stop());
  poller.add(record(1));
  poller.add(record(2));
  await vi.waitFor(() => expect(sizes).toEqual([2]));
});

it('mappings that stay keep their poller, others go', async () => {
  const pollers = new Pollers();
  const { sqs, calls, deliver } = queue([]);
  const runtime = served(mapping(QUEUE), async () => ({ result: 'null' })).served.runtime;
  const found = Object.assign(runtime, { find: () => ({ id: 'F' }) });
  const deployment = (...mappings: EventSourceMapping[]) =>
    ({ mappings, queues: [{ arn: QUEUE }], tables: [] }) as never;
  pollers.serve(deployment(mapping(QUEUE)), found, sqs);
  pollers.serve(deployment(mapping(QUEUE)), found, sqs);
  deliver(message('a'));
  await vi.waitFor(() => expect(calls).toEqual(['delete receipt-a']));
  pollers.serve(deployment(), found, sqs);
  deliver(message('b'));
  await vi.waitFor(() => expect(calls).toEqual(['delete receipt-a', 'retry receipt-b 0']));
});

it('a result that is no JSON fails nothing', () => {
  expect(
    failedIds({ result: 'text', timedOut: false, logs: [], durationMs: 0 }, ['a'], true),
  ).toEqual([]);
});
