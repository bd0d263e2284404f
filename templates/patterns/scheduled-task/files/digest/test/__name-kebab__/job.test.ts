import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test, vi } from 'vitest';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { logged } from '../support/lambda.ts';
import './environment.ts';
import { collect, tick } from './fixtures.ts';
import { job } from '../../src/__name-kebab__/job.ts';

const sesMock = mockClient(SESv2Client);

const run = (cursor?: string) => collect(job({ tick, cursor, timeLeft: () => 290_000 }));

const entry = (id: string, text: unknown) => ({ kind: 'entry', id, text });
const first = entry('2026-01-15T08:10:00.000Z#1', 'Order 1 was paid');
const second = entry('2026-01-15T08:20:00.000Z#2', 'Käse was sold out');
const third = entry('2026-01-15T08:30:00.000Z#3', 'Order 3 was paid');

const query = (over: object) => [
  'QueryCommand',
  {
    TableName: 'table',
    IndexName: 'byTime',
    KeyConditionExpression: 'kind = :kind AND id <= :time',
    ExpressionAttributeValues: { ':kind': 'entry', ':time': '2026-01-15T08:59:00.000Z' },
    Limit: 100,
    ...over,
  },
];

const mails = () => sesMock.commandCalls(SendEmailCommand).map(({ args: [{ input }] }) => input);

const textOf = (input: ReturnType<typeof mails>[number] | undefined) =>
  input?.Content?.Simple?.Body?.Text?.Data;

beforeEach(() => {
  sesMock.reset().onAnyCommand().rejects(new Error('unexpected AWS call'));
  sesMock.on(SendEmailCommand).resolves({});
  dynamodbMock.on(QueryCommand).resolves({});
});

test('mails what has happened, up to a minute before the tick', async () => {
  dynamodbMock
    .on(QueryCommand)
    .resolvesOnce({ Items: [first, second] })
    .resolves({});

  const checkpoints = await run();

  const after = { ExclusiveStartKey: { kind: 'entry', id: second.id } };
  expect(sent()).toEqual([query({}), query(after)]);
  expect(mails()).toEqual([
    {
      FromEmailAddress: 'digest@example.com',
      Destination: { ToAddresses: ['team@example.com'] },
      Content: {
        Simple: {
          Subject: { Data: expect.stringMatching(/: digest \(2\)$/), Charset: 'UTF-8' },
          Body: {
            Text: {
              Data: '2026-01-15T08:10:00.000Z  Order 1 was paid\n2026-01-15T08:20:00.000Z  Käse was sold out',
              Charset: 'UTF-8',
            },
          },
        },
      },
    },
  ]);
  expect(checkpoints).toEqual([{ cursor: second.id, done: 2, failed: 0 }]);
});

test('begins behind the last entry that was mailed', async () => {
  await run(second.id);

  expect(sent()).toEqual([query({ ExclusiveStartKey: { kind: 'entry', id: second.id } })]);
});

test('sends no mail when nothing has happened', async () => {
  expect(await run()).toEqual([]);
  expect(mails()).toEqual([]);
});

test('sends one mail for each page', async () => {
  dynamodbMock
    .on(QueryCommand)
    .resolvesOnce({ Items: [first, second] })
    .resolvesOnce({ Items: [third] })
    .resolves({});

  expect(await run()).toEqual([
    { cursor: second.id, done: 2, failed: 0 },
    { cursor: third.id, done: 1, failed: 0 },
  ]);
  expect(mails().map(textOf)).toEqual([
    expect.stringContaining('Order 1'),
    expect.stringContaining('Order 3'),
  ]);
});

test.each([
  ['no text', entry('2026-01-15T08:15:00.000Z#2', undefined)],
  ['an empty text', entry('2026-01-15T08:15:00.000Z#2', '')],
  ['a text that is too long', entry('2026-01-15T08:15:00.000Z#2', 'x'.repeat(1001))],
  ['an id that is only a time', entry('2026-01-15T08:15:00.000Z', 'text')],
  ['an id without a time', entry('0815', 'text')],
])('leaves out an entry with %s and mails the others', async (_name, invalid) => {
  dynamodbMock
    .on(QueryCommand)
    .resolvesOnce({ Items: [first, invalid, third] })
    .resolves({});

  expect(await run()).toEqual([{ cursor: third.id, done: 2, failed: 1 }]);
  expect(textOf(mails()[0])?.split('\n')).toHaveLength(2);
  expect(logged()).toContain('Invalid entry');
});

test('goes on behind a page of invalid entries, without a mail', async () => {
  dynamodbMock
    .on(QueryCommand)
    .resolvesOnce({ Items: [entry(first.id, '')] })
    .resolves({});

  expect(await run()).toEqual([{ cursor: first.id, done: 0, failed: 1 }]);
  expect(mails()).toEqual([]);
});

test('fails when the mail cannot be sent', async () => {
  dynamodbMock
    .on(QueryCommand)
    .resolvesOnce({ Items: [first] })
    .resolves({});
  sesMock.on(SendEmailCommand).rejects(new Error('not verified'));

  await expect(run()).rejects.toThrow('not verified');
});

test('fails when the query is throttled', async () => {
  const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  dynamodbMock.on(QueryCommand).rejects(throttled);

  await expect(run()).rejects.toThrow('slow down');
});

test('logs no text of an entry', async () => {
  dynamodbMock
    .on(QueryCommand)
    .resolvesOnce({ Items: [first, entry(third.id, 'x'.repeat(1001))] })
    .resolves({});

  await run();

  expect(logged()).not.toMatch(/Order 1|xxx/);
});

test.each(['MAIL_FROM', 'MAIL_TO'])('names %s when it is missing', async (name) => {
  vi.stubEnv(name, undefined);
  vi.resetModules();

  await expect(import('../../src/__name-kebab__/job.ts')).rejects.toThrow(name);
  vi.unstubAllEnvs();
});
