import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { contextWith } from '../__name-kebab__/fixtures.ts';
import { createTable, startDynamodb } from '../support/dynamodb.ts';
import { begin, checkpoint, finish } from '../../src/__name-kebab__/progress.ts';
import { dynamodb } from '../../src/shared/dynamodb.ts';

let stopDynamodb: () => Promise<void>;

const request = (id: string) => contextWith(() => 300_000, id);
const [eight, nine, ten] = ['08', '09', '10'].map((hour) => `2026-01-15T${hour}:00:00.000Z`) as [
  string,
  string,
  string,
];

beforeAll(async () => {
  stopDynamodb = await startDynamodb();
  await createTable('table', 'id');
});

afterAll(() => stopDynamodb());

beforeEach(async () => {
  await dynamodb.send(new DeleteCommand({ TableName: 'table', Key: { id: 'progress' } }));
});

test('lets a tick in once, and none that is older', async () => {
  expect(await begin(nine, request('first'))).toEqual({ cursor: undefined });
  await finish(nine);

  expect(await begin(nine, request('duplicate'))).toBeUndefined();
  expect(await begin(nine, request('first'))).toBeUndefined();
  expect(await begin(eight, request('late'))).toBeUndefined();
  expect(await begin(ten, request('next'))).toEqual({ cursor: undefined });
});

test('lets in one of two at once', async () => {
  const runs = await Promise.all([begin(nine, request('one')), begin(nine, request('other'))]);

  expect(runs.filter(Boolean)).toHaveLength(1);
});

test('keeps others out until the run has ended or its time is up', async () => {
  await begin(nine, request('first'));

  expect(await begin(ten, request('next'))).toBeUndefined();

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 300_001 });
  expect(await begin(ten, request('next'))).toEqual({ cursor: undefined });
  vi.useRealTimers();
});

test('lets the retry of a failed run in at once, where it stopped', async () => {
  await begin(nine, request('failed'));
  await checkpoint('page 2');

  expect(await begin(nine, request('failed'))).toEqual({ cursor: 'page 2' });
});

test('carries the cursor over to the next tick, until there is none', async () => {
  await begin(eight, request('first'));
  await checkpoint('page 2');
  await finish(eight);

  expect(await begin(nine, request('second'))).toEqual({ cursor: 'page 2' });
  await checkpoint(undefined);
  await finish(nine);
  expect(await begin(ten, request('third'))).toEqual({ cursor: undefined });
});
