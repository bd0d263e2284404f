import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { logged } from '../support/lambda.ts';
import { collect, tick } from './fixtures.ts';
import { job } from '../../src/__name-kebab__/job.ts';

const run = (cursor?: string) => collect(job({ tick, cursor, timeLeft: () => 290_000 }));

const key = (id: string) => ({ id, kind: 'record', expiresAt: '2026-01-14T00:00:00.000Z' });

const query = (over: object) => [
  'QueryCommand',
  {
    TableName: 'table',
    IndexName: 'byExpiry',
    KeyConditionExpression: 'kind = :kind AND expiresAt <= :time',
    ExpressionAttributeValues: { ':kind': 'record', ':time': tick },
    Limit: 25,
    ...over,
  },
];

const deletion = (id: string) => [
  'DeleteCommand',
  {
    TableName: 'table',
    Key: { id },
    ConditionExpression: 'expiresAt <= :time',
    ExpressionAttributeValues: { ':time': tick },
  },
];

test('deletes what has expired, batch by batch', async () => {
  dynamodbMock
    .on(QueryCommand)
    .resolvesOnce({ Items: [key('a'), key('b')], LastEvaluatedKey: key('b') })
    .resolves({ Items: [key('c')] });
  dynamodbMock.on(DeleteCommand).resolves({});

  const checkpoints = await run();

  expect(sent()).toEqual([
    query({}),
    deletion('a'),
    deletion('b'),
    query({ ExclusiveStartKey: key('b') }),
    deletion('c'),
  ]);
  expect(checkpoints).toEqual([
    { cursor: JSON.stringify(key('b')), done: 2, failed: 0 },
    { cursor: undefined, done: 1, failed: 0 },
  ]);
});

test('begins behind the cursor', async () => {
  dynamodbMock.on(QueryCommand).resolves({});

  await run(JSON.stringify(key('b')));

  expect(sent()).toEqual([query({ ExclusiveStartKey: key('b') })]);
});

test('leaves alone what is gone or has been given more time', async () => {
  const failed = new ConditionalCheckFailedException({ message: 'failed', $metadata: {} });
  dynamodbMock.on(QueryCommand).resolves({ Items: [key('a')] });
  dynamodbMock.on(DeleteCommand).rejects(failed);

  expect(await run()).toEqual([{ cursor: undefined, done: 1, failed: 0 }]);
});

test('one record that cannot be deleted does not keep the others', async () => {
  dynamodbMock.on(QueryCommand).resolves({ Items: [key('a'), key('poison'), key('c')] });
  dynamodbMock.on(DeleteCommand).resolves({});
  dynamodbMock.on(DeleteCommand, { Key: { id: 'poison' } }).rejects(new Error('no'));

  expect(await run()).toEqual([{ cursor: undefined, done: 2, failed: 1 }]);
  expect(sent()).toContainEqual(deletion('c'));
  expect(logged()).toContain('"message":"Record not deleted"');
  expect(logged()).toContain('"id":"poison"');
});

test('fails when the query is throttled', async () => {
  const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  dynamodbMock.on(QueryCommand).rejects(throttled);

  await expect(run()).rejects.toThrow('slow down');
});
