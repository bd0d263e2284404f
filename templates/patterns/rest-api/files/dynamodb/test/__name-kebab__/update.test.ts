import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, test, vi } from 'vitest';
import { context } from '../support/lambda.ts';
import { owner } from './caller.ts';
import { item, readEvent, row } from './fixtures.ts';
import { conditionFailed, dynamodbMock, sent } from './store.ts';
import { handler } from '../../src/__name-kebab__/update.ts';

const now = '2026-01-16T00:00:00.000Z';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
  return () => vi.useRealTimers();
});

const update = {
  TableName: 'table',
  Key: { ownerId: owner, id: item.id },
  ConditionExpression: 'version = :version',
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  ExpressionAttributeNames: { '#name': 'name' },
  ReturnValues: 'ALL_NEW',
};

const SET = 'SET #name = :name, version = :next, replaceHash = :hash, updatedAt = :now';
const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
const values = { ':name': 'Renamed', ':version': 1, ':next': 2, ':hash': hash, ':now': now };

test('replaces the item if it is at the expected version', async () => {
  dynamodbMock.on(UpdateCommand).resolves({ Attributes: { ...row, name: 'Renamed', version: 2 } });

  const response = await handler(readEvent('update.valid'), context);

  const input = {
    ...update,
    UpdateExpression: `${SET} REMOVE description`,
    ExpressionAttributeValues: values,
  };
  expect(sent()).toEqual([['UpdateCommand', input]]);
  expect(response).toMatchObject({ statusCode: 200, headers: { etag: '"2"' } });
  expect(JSON.parse(response.body ?? '')).toEqual({ ...item, name: 'Renamed', version: 2 });
});

test('replaces the description as well', async () => {
  dynamodbMock.on(UpdateCommand).resolves({ Attributes: row });
  const body = JSON.stringify({ name: 'Renamed', description: 'New' });

  await handler({ ...readEvent('update.valid'), body }, context);

  const input = {
    ...update,
    UpdateExpression: `${SET}, description = :description`,
    ExpressionAttributeValues: { ...values, ':description': 'New' },
  };
  expect(sent()).toEqual([['UpdateCommand', input]]);
});

/** The item as the request of `update.valid` leaves it. */
async function replaced() {
  dynamodbMock.on(UpdateCommand).resolvesOnce({ Attributes: row });
  await handler(readEvent('update.valid'), context);
  const [first] = dynamodbMock.commandCalls(UpdateCommand);
  const replaceHash = first?.args[0].input.ExpressionAttributeValues?.[':hash'];
  return { ...row, name: 'Renamed', version: 2, replaceHash };
}

test('answers a request again whose answer was lost', async () => {
  const stored = await replaced();
  dynamodbMock.on(UpdateCommand).rejects(conditionFailed(stored));

  const response = await handler(readEvent('update.valid'), context);

  expect(response).toMatchObject({ statusCode: 200, headers: { etag: '"2"' } });
});

test.each([
  ['another request came first', { replaceHash: 'another hash' }],
  ['it has moved on since', { version: 3 }],
])('answers with 412 when %s', async (_, over) => {
  const stored = { ...(await replaced()), ...over };
  dynamodbMock.on(UpdateCommand).rejects(conditionFailed(stored));

  const response = await handler(readEvent('update.valid'), context);

  expect(response).toMatchObject({ statusCode: 412 });
});

test('answers with 412 when the item is gone', async () => {
  dynamodbMock.on(UpdateCommand).rejects(conditionFailed());

  const response = await handler(readEvent('update.valid'), context);

  expect(response).toMatchObject({ statusCode: 412 });
});
