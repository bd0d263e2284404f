import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, test, vi } from 'vitest';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { context, logged } from '../support/lambda.ts';
import { readEvent, region, ssmMock, turnSwitch } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/health.ts';

const check = () => handler(readEvent('health.valid'), context);

const answer = (status: string) => ({
  statusCode: 200,
  headers: { 'x-served-by-region': region },
  body: JSON.stringify({ status }),
});

let now = 0;

const later = () => {
  now += 10_000;
  vi.setSystemTime(now);
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  later();
  return () => vi.useRealTimers();
});

test('asks for the switch once in ten seconds, however often it is called', async () => {
  turnSwitch('true');
  dynamodbMock.on(GetCommand).resolves({});
  await check();
  turnSwitch('false');
  vi.setSystemTime(now + 9_999);
  expect(await check()).toMatchObject(answer('ok'));
  expect(ssmMock.calls()).toHaveLength(1);

  later();

  expect(await check()).toMatchObject(answer('evacuated'));
  expect(ssmMock.calls()).toHaveLength(2);
});

test('is healthy when the switch is on and the table answers', async () => {
  turnSwitch('true');
  dynamodbMock.on(GetCommand).resolves({});

  expect(await check()).toMatchObject(answer('ok'));
  expect(sent()).toEqual([
    ['GetCommand', { TableName: 'table', Key: { ownerId: 'health', id: 'health' } }],
  ]);
});

test.each(['false', '', 'TRUE', undefined])(
  'is evacuated when the switch says %j',
  async (value) => {
    turnSwitch(value);
    dynamodbMock.on(GetCommand).resolves({});

    expect(await check()).toMatchObject(answer('evacuated'));
  },
);

test('is unavailable when the table cannot be read, and does not say why', async () => {
  turnSwitch('true');
  dynamodbMock.on(GetCommand).rejects(new Error('no such table'));

  const response = await check();

  expect(response).toMatchObject(answer('unavailable'));
  expect(response.body).not.toContain('no such table');
  expect(logged()).toContain('no such table');
});

test.each([
  ['true', 'ok'],
  ['false', 'evacuated'],
])('stays as it is when the switch was %s and cannot be read', async (value, says) => {
  dynamodbMock.on(GetCommand).resolves({});
  turnSwitch(value);
  await check();
  later();

  ssmMock.reset().onAnyCommand().rejects(new Error('no such parameter'));

  expect(await check()).toMatchObject(answer(says));
});

test('is healthy when the switch could never be read', async () => {
  vi.resetModules();
  const { handler } = await import('../../src/__name-kebab__/health.ts');
  ssmMock.onAnyCommand().rejects(new Error('no such parameter'));
  dynamodbMock.on(GetCommand).resolves({});

  expect(await handler(readEvent('health.valid'), context)).toMatchObject(answer('ok'));
  expect(logged()).toContain('no such parameter');
});
