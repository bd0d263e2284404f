import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { PostConfirmationTriggerEvent } from 'aws-lambda';
import { beforeEach, expect, test, vi } from 'vitest';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { context } from '../support/lambda.ts';
import { cognitoMock, grouped, membership, readEvent, userId } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/post-confirmation.ts';

const now = '2026-01-15T09:30:00.000Z';

const confirm = (name: string) => handler(readEvent<PostConfirmationTriggerEvent>(name), context);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
  return () => vi.useRealTimers();
});

test('puts the user into the group, and then makes the profile', async () => {
  dynamodbMock.on(PutCommand).callsFake(() => {
    expect(grouped()).toHaveLength(1);
  });

  await confirm('post-confirmation.sign-up');

  expect(grouped()).toEqual([membership]);
  expect(sent()).toEqual([
    [
      'PutCommand',
      {
        TableName: 'table',
        Item: { userId, plan: 'free', tenantId: userId, createdAt: now },
        ConditionExpression: 'attribute_not_exists(userId)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    ],
  ]);
});

test('has three seconds for all its calls: Cognito waits five', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout');
  dynamodbMock.on(PutCommand).resolves({});

  await confirm('post-confirmation.sign-up');

  expect(timeout.mock.calls).toEqual([[3000]]);
});

test('leaves the profile as it is when Cognito calls again', async () => {
  const Item = { userId: { S: userId } };
  const taken = new ConditionalCheckFailedException({ message: 'taken', $metadata: {}, Item });
  dynamodbMock.on(PutCommand).resolvesOnce({}).rejects(taken);
  await confirm('post-confirmation.sign-up');

  await expect(confirm('post-confirmation.sign-up')).resolves.toBeDefined();
});

test('does nothing after a forgotten password', async () => {
  await confirm('post-confirmation.forgot-password');

  expect(grouped()).toEqual([]);
  expect(sent()).toEqual([]);
});

test('does nothing for an event that names no user', async () => {
  await expect(confirm('post-confirmation.missing-sub')).rejects.toThrow('names no user');

  expect(grouped()).toEqual([]);
  expect(sent()).toEqual([]);
});

test('fails without a profile when the group cannot be had', async () => {
  const error = Object.assign(new Error('slow down'), { name: 'TooManyRequestsException' });
  cognitoMock.reset().onAnyCommand().rejects(error);

  await expect(confirm('post-confirmation.sign-up')).rejects.toThrow('slow down');
  expect(sent()).toEqual([]);
});

test('fails when the profile cannot be written', async () => {
  const error = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  dynamodbMock.on(PutCommand).rejects(error);

  await expect(confirm('post-confirmation.sign-up')).rejects.toThrow('slow down');
});
