import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, test, vi } from 'vitest';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { logged } from '../support/lambda.ts';
import { contextWith, eventNames, readEvent, tick } from './fixtures.ts';
import type { Checkpoint, Run } from '../../src/__name-kebab__/progress.ts';
import { handler } from '../../src/__name-kebab__/run.ts';

const job = vi.hoisted(() => vi.fn());

vi.mock('../../src/__name-kebab__/job.ts', () => ({ job }));

const now = Date.parse('2026-01-15T09:00:12Z');
const failed = (Item?: Record<string, { S: string }>) =>
  new ConditionalCheckFailedException({ message: 'failed', $metadata: {}, Item });
const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });

const runId = expect.stringMatching(/^[0-9a-f-]{36}$/);

const begun = [
  'UpdateCommand',
  {
    TableName: 'table',
    Key: { id: 'progress' },
    ConditionExpression:
      '(attribute_not_exists(doneTick) OR doneTick < :tick) AND ' +
      '(attribute_not_exists(runsUntil) OR runsUntil < :now OR runId = :runId)',
    UpdateExpression: 'SET runId = :runId, requestId = :requestId, runsUntil = :runsUntil',
    ExpressionAttributeValues: {
      ':tick': tick,
      ':now': now,
      ':runId': runId,
      ':requestId': 'request',
      ':runsUntil': now + 300_000,
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
];

/** A write that only the run itself may do. */
const update = (UpdateExpression: string, values = {}) => [
  'UpdateCommand',
  {
    TableName: 'table',
    Key: { id: 'progress' },
    ConditionExpression: 'runId = :runId',
    UpdateExpression,
    ExpressionAttributeValues: { ':runId': runId, ...values },
  },
];

const keptAt = (cursor: string) => update('SET nextCursor = :cursor', { ':cursor': cursor });
const keptNone = update('REMOVE nextCursor');
const finished = update('SET doneTick = :tick REMOVE requestId, runsUntil', { ':tick': tick });
const released = update('REMOVE requestId, runsUntil');

/** The job yields these, and then throws the error if there is one. */
function jobYields(checkpoints: Checkpoint[], error?: Error) {
  job.mockImplementation(async function* () {
    yield* checkpoints;
    if (error) throw error;
  });
}

const run = (name: string, context = contextWith()) => handler(readEvent(name), context);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  job.mockReset();
  jobYields([{ done: 2, failed: 0 }]);
  dynamodbMock.on(UpdateCommand).resolves({});
  dynamodbMock
    .on(UpdateCommand, { ExpressionAttributeValues: { ':tick': '2026-01-15T08:00:00.000Z' } })
    .rejects(failed());
  return () => vi.useRealTimers();
});

const refused = [
  'run.bad-time',
  'run.eventbridge-rule',
  'run.extra-field',
  'run.future-tick',
  'run.missing-time',
  'run.not-an-object',
];

test('every event has an outcome', () => {
  expect([...refused, 'run.duplicate-tick', 'run.valid'].sort()).toEqual(eventNames.sort());
});

test('run.valid runs the job once', async () => {
  await run('run.valid');

  expect(job.mock.calls).toEqual([[{ tick, cursor: undefined, timeLeft: expect.any(Function) }]]);
  expect(sent()).toEqual([begun, keptNone, finished]);
  expect(logged()).toMatch(/"message":"Finished".*"correlation_id":"d32c5kddcf5bb8c3"/);
  expect(logged()).toContain('"function_request_id":"request"');
  expect(logged()).toContain('"__Name__Done":2');
});

test('run.duplicate-tick is left alone', async () => {
  await run('run.duplicate-tick');

  expect(job).not.toHaveBeenCalled();
  expect(sent()).toHaveLength(1);
  expect(logged()).toContain('Skipped');
});

test.each(refused)('%s is an error', async (name) => {
  await expect(run(name)).rejects.toThrow();

  expect(job).not.toHaveBeenCalled();
  expect(sent()).toEqual([]);
});

test.each(['', '2026-01-15', '15 January 2026', '2026-01-15T09:00:00+01:00', 1_768_467_600])(
  'does not take %j as a time',
  async (scheduledTime) => {
    const event = { scheduledTime, executionId: 'manual' };

    await expect(handler(event, contextWith())).rejects.toThrow();

    expect(sent()).toEqual([]);
  },
);

test('takes a tick with milliseconds as the same tick', async () => {
  const event = { scheduledTime: '2026-01-15T09:00:00.000Z', executionId: 'manual' };

  await handler(event, contextWith());

  expect(sent()[0]).toEqual(begun);
});

test('carries on where the last run stopped, and keeps every checkpoint', async () => {
  dynamodbMock.on(UpdateCommand).resolves({ Attributes: { nextCursor: 'page 3' } });
  jobYields([
    { cursor: 'page 4', done: 25, failed: 0 },
    { done: 3, failed: 0 },
  ]);

  await run('run.valid');

  expect(job).toHaveBeenCalledWith(expect.objectContaining({ cursor: 'page 3' }));
  expect(sent()).toEqual([begun, keptAt('page 4'), keptNone, finished]);
  expect(logged()).toMatch(/"message":"Finished".*"done":28,"failed":0/);
});

test('stops twenty seconds before the deadline and leaves the rest to the next tick', async () => {
  const left = vi.fn(() => 20_000).mockReturnValueOnce(300_000);
  jobYields(['page 2', 'page 3'].map((cursor) => ({ cursor, done: 25, failed: 0 })));

  await run('run.valid', contextWith(left));

  expect(sent()).toEqual([begun, keptAt('page 2'), finished]);
  expect(logged()).toContain('Stopped before the deadline');
});

test('tells the job how much time it has', async () => {
  const left = () => 45_000;

  await run('run.valid', contextWith(left));

  const [[{ timeLeft }]] = job.mock.calls as [[Run]];
  expect(timeLeft()).toBe(25_000);
});

test('fails when a part has failed, so that Lambda tries again', async () => {
  jobYields([
    { cursor: 'page 2', done: 24, failed: 1 },
    { done: 5, failed: 0 },
  ]);

  await expect(run('run.valid')).rejects.toThrow('1 of 30 failed');

  expect(sent()).toEqual([begun, keptAt('page 2'), keptNone, released]);
});

test('fails near the deadline too', async () => {
  jobYields([{ cursor: undefined, done: 0, failed: 1 }], new Error('never asked for'));

  const left = vi.fn(() => 20_000).mockReturnValueOnce(300_000);

  await expect(run('run.valid', contextWith(left))).rejects.toThrow('1 of 1 failed');

  expect(sent()).toEqual([begun, keptNone, released]);
});

test('keeps the last checkpoint when the job fails', async () => {
  jobYields([{ cursor: 'page 2', done: 25, failed: 0 }], new Error('no answer'));

  await expect(run('run.valid')).rejects.toThrow('no answer');

  expect(sent()).toEqual([begun, keptAt('page 2'), released]);
});

test('fails while an earlier attempt may be at work, so that Lambda tries again', async () => {
  dynamodbMock.on(UpdateCommand).rejects(failed({ requestId: { S: 'request' } }));

  await expect(run('run.valid')).rejects.toThrow('An earlier attempt may still be at work');

  expect(job).not.toHaveBeenCalled();
  expect(sent()).toEqual([begun]);
});

test('does nothing while another run is at work', async () => {
  dynamodbMock.on(UpdateCommand).rejects(failed({ requestId: { S: 'another request' } }));

  await run('run.valid');

  expect(job).not.toHaveBeenCalled();
  expect(sent()).toEqual([begun]);
});

test('fails with what went wrong first when the next run cannot be let in', async () => {
  jobYields([], new Error('no answer'));
  dynamodbMock.on(UpdateCommand).resolvesOnce({}).rejects(failed());

  await expect(run('run.valid')).rejects.toThrow('no answer');

  expect(sent()).toEqual([begun, released]);
  expect(logged()).toContain('Run not released');
});

test.each([
  [1, [begun]],
  [2, [begun, keptNone, released]],
  [3, [begun, keptNone, finished, released]],
])('fails when write %d is throttled', async (nth, writes) => {
  let count = 0;
  dynamodbMock.on(UpdateCommand).callsFake(async () => {
    count += 1;
    if (count === nth) throw throttled;
    return {};
  });

  await expect(run('run.valid')).rejects.toThrow('slow down');

  expect(sent()).toEqual(writes);
});

test('names the environment variable it lacks', async () => {
  vi.stubEnv('TABLE_NAME', undefined);
  vi.resetModules();

  const started = import('../../src/__name-kebab__/run.ts');
  await expect(started).rejects.toThrow('TABLE_NAME');
  vi.unstubAllEnvs();
});
