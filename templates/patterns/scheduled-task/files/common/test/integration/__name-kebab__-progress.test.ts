import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { contextWith } from '../__name-kebab__/fixtures.ts';
import { createTable, startDynamodb } from '../support/dynamodb.ts';
import * as runs from '../../src/__name-kebab__/progress.ts';
import { dynamodb } from '../../src/shared/dynamodb.ts';

let stopDynamodb: () => Promise<void>;

const request = (id: string) => contextWith(() => 300_000, id);
const [eight, nine, ten] = ['08', '09', '10'].map((hour) => `2026-01-15T${hour}:00:00.000Z`) as [
  string,
  string,
  string,
];

beforeAll(async () => {
  stopDynamodb = await startDynamodb(dynamodb);
  await createTable('table', 'id');
});

afterAll(() => stopDynamodb());

beforeEach(async () => {
  await dynamodb.send(new DeleteCommand({ TableName: 'table', Key: { id: 'progress' } }));
});

async function progress() {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName: 'table', Key: { id: 'progress' } }),
  );
  return Item;
}

/** Begins the tick; fails unless it is let in. */
async function beginRun(tick: string, id: string) {
  const run = await runs.begin(tick, request(id));
  if (!run) throw new Error(`${tick} is not let in`);
  return run;
}

test('lets a tick in once, and none that is older', async () => {
  const { runId } = await beginRun(nine, 'first');
  await runs.finish(runId, nine);

  expect(await runs.begin(nine, request('duplicate'))).toBeUndefined();
  expect(await runs.begin(nine, request('first'))).toBeUndefined();
  expect(await runs.begin(eight, request('late'))).toBeUndefined();
  expect(await beginRun(ten, 'next')).toMatchObject({ cursor: undefined });
});

test.each([
  ['two requests', 'other'],
  ['one request', 'one'],
])('lets in one of two at once, of %s', async (_name, id) => {
  const both = [runs.begin(nine, request('one')), runs.begin(nine, request(id))];

  const outcomes = await Promise.allSettled(both);
  expect(outcomes.filter((one) => one.status === 'fulfilled' && one.value)).toHaveLength(1);
});

test('keeps others out until the run has ended or its time is up', async () => {
  await beginRun(nine, 'first');

  expect(await runs.begin(ten, request('next'))).toBeUndefined();

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 300_001 });
  expect(await beginRun(ten, 'next')).toMatchObject({ cursor: undefined });
  vi.useRealTimers();
});

test('lets anybody in after a run that failed, where it stopped', async () => {
  const { runId } = await beginRun(nine, 'failed');
  await runs.checkpoint(runId, 'page 2');
  await runs.release(runId);

  expect(await beginRun(nine, 'by hand')).toMatchObject({ cursor: 'page 2' });
});

test('carries the cursor over to the next tick, until there is none', async () => {
  const first = await beginRun(eight, 'first');
  await runs.checkpoint(first.runId, 'page 2');
  await runs.finish(first.runId, eight);

  const second = await beginRun(nine, 'second');
  expect(second.cursor).toBe('page 2');
  await runs.checkpoint(second.runId, undefined);
  await runs.finish(second.runId, nine);
  expect((await beginRun(ten, 'third')).cursor).toBeUndefined();
});

test('a run whose time is up does not write over the next', async () => {
  const { runId } = await beginRun(nine, 'first');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 300_001 });
  await beginRun(ten, 'next');
  vi.useRealTimers();
  const before = await progress();

  const writes = [runs.checkpoint(runId, 'page 2'), runs.finish(runId, nine), runs.release(runId)];
  for (const { status } of await Promise.allSettled(writes)) expect(status).toBe('rejected');

  expect(await progress()).toEqual(before);
});

test('the end can be written twice, should the answer be lost', async () => {
  const { runId } = await beginRun(nine, 'first');
  await runs.finish(runId, nine);

  await expect(runs.finish(runId, nine)).resolves.toBeUndefined();
});
