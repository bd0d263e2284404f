import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { context, logged } from '../support/lambda.ts';
import {
  conditionFailed,
  eventNames,
  item,
  owner,
  readEvent,
  region,
  row,
  turnSwitch,
} from './fixtures.ts';

const statuses: Record<string, number> = {
  'get.valid': 200,
  'get.not-found': 404,
  'get.bad-id': 404,
  'get.no-claims': 401,
  'get.other-owner': 404,
  'put.valid': 201,
  'put.taken': 412,
  'put.replace': 200,
  'put.write-conflict': 412,
  'put.no-precondition': 428,
  'put.bad-if-match': 400,
  'put.bad-id': 404,
  'put.invalid-json': 400,
  'put.missing-name': 400,
  'put.extra-field': 400,
  'put.no-claims': 401,
  'health.valid': 200,
};

const replay = async (name: string) => {
  const [file] = name.split('.');
  const { handler } = await import(`../../src/__name-kebab__/${file}.ts`);
  return handler(readEvent(name), context);
};

beforeEach(() => {
  dynamodbMock.on(PutCommand).rejects(conditionFailed(row));
  dynamodbMock
    .on(PutCommand, { Item: { name: 'First' }, ConditionExpression: 'attribute_not_exists(id)' })
    .resolves({});
  dynamodbMock.on(PutCommand, { ExpressionAttributeValues: { ':etag': row.etag } }).resolves({});
  dynamodbMock.on(GetCommand).resolves({});
  dynamodbMock.on(GetCommand, { Key: { ownerId: owner, id: item.id } }).resolves({ Item: row });
  turnSwitch('true');
});

// Each test imports its handler afresh: one that fails to start would stay failed
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test('every event has a status', () => {
  expect(Object.keys(statuses).sort()).toEqual(eventNames.sort());
});

test.each(Object.entries(statuses))('%s is answered with %d', async (name, status) => {
  expect(await replay(name)).toMatchObject({
    statusCode: status,
    headers: { 'x-served-by-region': region },
  });
  // Neither bodies nor credentials
  expect(logged()).toContain('Responded');
  expect(logged()).not.toMatch(/First|Renamed|Another body|Bearer/);
});

const functions = ['get.valid', 'put.valid'];

test.each(functions)('%s answers throttling with 503', async (name) => {
  const error = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  dynamodbMock.reset().onAnyCommand().rejects(error);

  expect(await replay(name)).toMatchObject({
    statusCode: 503,
    headers: { 'retry-after': '1' },
  });
});

test.each(functions)('%s logs an unknown error and does not show it', async (name) => {
  dynamodbMock.reset().onAnyCommand().rejects(new Error('no such table'));

  const { statusCode, body } = await replay(name);

  expect(statusCode).toBe(500);
  expect(sent()).toHaveLength(1);
  expect(body).not.toContain('no such table');
  expect(logged()).toContain('no such table');
});

test.each([
  ['get.valid', 'TABLE_NAME'],
  ['get.valid', 'AWS_REGION'],
  ['put.valid', 'TABLE_NAME'],
  ['put.valid', 'AWS_REGION'],
  ['health.valid', 'TABLE_NAME'],
  ['health.valid', 'AWS_REGION'],
  ['health.valid', 'SWITCH_NAME'],
])('%s does not start without %s', async (name, variable) => {
  vi.stubEnv(variable, undefined);

  await expect(replay(name)).rejects.toThrow(variable);
});
