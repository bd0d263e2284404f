import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, test, vi } from 'vitest';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { logged } from '../support/lambda.ts';
import './environment.ts';
import { collect, tick } from './fixtures.ts';
import { CursorError } from '../../src/__name-kebab__/api.ts';
import { job } from '../../src/__name-kebab__/job.ts';

const { fetchPage, readToken } = vi.hoisted(() => ({ fetchPage: vi.fn(), readToken: vi.fn() }));

vi.mock('../../src/__name-kebab__/api.ts', async (original) => ({
  ...(await original<object>()),
  fetchPage,
  readToken,
}));

const timeLeft = () => 290_000;
const run = (cursor?: string) => collect(job({ tick, cursor, timeLeft }));

const put = (data: { id: string; n?: number }) => [
  'PutCommand',
  { TableName: 'table', Item: { id: `record#${data.id}`, data, syncedAt: tick } },
];

beforeEach(() => {
  fetchPage.mockReset().mockResolvedValue({ items: [] });
  readToken.mockReset().mockResolvedValue('token');
  dynamodbMock.on(PutCommand).resolves({});
});

test('stores every item, page by page', async () => {
  fetchPage
    .mockResolvedValueOnce({ items: [{ id: 'a', n: 1 }, { id: 'b' }], nextCursor: 'page 2' })
    .mockResolvedValueOnce({ items: [{ id: 'c' }], nextCursor: null });

  const checkpoints = await run();

  expect(sent()).toEqual([put({ id: 'a', n: 1 }), put({ id: 'b' }), put({ id: 'c' })]);
  expect(checkpoints).toEqual([
    { cursor: 'page 2', done: 2, failed: 0 },
    { cursor: undefined, done: 1, failed: 0 },
  ]);
  expect(fetchPage.mock.calls).toEqual([
    ['token', undefined, timeLeft],
    ['token', 'page 2', timeLeft],
  ]);
  expect(readToken).toHaveBeenCalledTimes(1);
});

test('begins at the cursor', async () => {
  await run('page 7');

  expect(fetchPage.mock.calls).toEqual([['token', 'page 7', timeLeft]]);
});

test.each([
  ['null', null],
  ['a text', 'text'],
  ['one without an id', {}],
  ['one with an empty id', { id: '' }],
  ['one with a number as id', { id: 1 }],
  ['one with an id that is too long', { id: '漢'.repeat(667) }],
  ['one that is too large', { id: 'b', text: 'ä'.repeat(125_000) }],
])('leaves out %s and stores the others', async (_name, item) => {
  fetchPage.mockResolvedValueOnce({ items: [{ id: 'a' }, item, { id: 'c' }] });

  expect(await run()).toEqual([{ cursor: undefined, done: 2, failed: 0 }]);
  expect(sent()).toEqual([put({ id: 'a' }), put({ id: 'c' })]);
  expect(logged()).toMatch(/"message":"Invalid item".*"index":1/);
});

test('counts an item that cannot be stored', async () => {
  const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  fetchPage.mockResolvedValueOnce({ items: [{ id: 'a' }, { id: 'b' }] });
  dynamodbMock.on(PutCommand, { Item: { id: 'record#b' } }).rejects(throttled);

  expect(await run()).toEqual([{ cursor: undefined, done: 1, failed: 1 }]);
  expect(logged()).toMatch(/"message":"Item not saved".*"id":"b"/);
});

test('fails when the token cannot be read, or the API does not answer', async () => {
  readToken.mockRejectedValueOnce(new Error('no secret'));
  await expect(run()).rejects.toThrow('no secret');

  fetchPage.mockRejectedValueOnce(new Error('no answer'));
  await expect(run()).rejects.toThrow('no answer');
});

test('forgets a cursor that the API refuses, and counts it as a failure', async () => {
  fetchPage.mockRejectedValueOnce(new CursorError('The API answered with 410'));

  expect(await run('expired')).toEqual([{ cursor: undefined, done: 0, failed: 1 }]);
  expect(logged()).toContain('The API answered with 410');
});

test('fails when the API refuses the first page', async () => {
  fetchPage.mockRejectedValueOnce(new CursorError('The API answered with 404'));

  await expect(run()).rejects.toThrow('The API answered with 404');
});
