import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import { dynamodbMock, sent } from '../support/dynamodb-mock.ts';
import { context, logged } from '../support/lambda.ts';
import { cognitoMock, grouped, membership, readEvent, userId } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/pre-token-generation.ts';

const profile = { userId, plan: 'team', tenantId: 'acme', createdAt: '2026-01-15T09:30:00.000Z' };

const overridesOf = async (name: string, over?: { groupsToOverride?: string[] }) => {
  const event = readEvent<PreTokenGenerationV2TriggerEvent>(`pre-token-generation.${name}`);
  const groupConfiguration = { ...event.request.groupConfiguration, ...over };
  const request = { ...event.request, groupConfiguration };
  const { response } = await handler({ ...event, request }, context);
  return response.claimsAndScopeOverrideDetails;
};

const tokensWith = (claims: object) => ({
  idTokenGeneration: { claimsToAddOrOverride: claims },
  accessTokenGeneration: { claimsToAddOrOverride: claims },
});

test.each(['sign-in', 'refresh'])('%s: both tokens have the claims', async (name) => {
  dynamodbMock.on(GetCommand).resolves({ Item: profile });

  expect(await overridesOf(name)).toEqual(tokensWith({ plan: 'team', tenantId: 'acme' }));
  expect(sent()).toEqual([
    ['GetCommand', { TableName: 'table', Key: { userId }, ConsistentRead: true }],
  ]);
  expect(grouped()).toEqual([]);
});

test('no other attribute of a profile becomes a claim', async () => {
  const reserved = { sub: 'other', 'cognito:groups': ['admins'], scope: 'admin', email: 'a@b.c' };
  dynamodbMock.on(GetCommand).resolves({ Item: { ...profile, ...reserved, internal: true } });

  expect(await overridesOf('sign-in')).toEqual(tokensWith({ plan: 'team', tenantId: 'acme' }));
});

test('makes up for what an invited user has not got', async () => {
  dynamodbMock.on(GetCommand).resolves({}).on(PutCommand).resolves({});

  expect(await overridesOf('invited')).toEqual({
    ...tokensWith({ plan: 'free', tenantId: userId }),
    groupOverrideDetails: {
      groupsToOverride: ['users'],
      iamRolesToOverride: [],
      preferredRole: null,
    },
  });
  expect(grouped()).toEqual([membership]);
  expect(sent().map(([command]) => command)).toEqual(['GetCommand', 'PutCommand']);
});

test('tells the claims of a profile that somebody else has made meanwhile', async () => {
  const Item = marshall(profile);
  const taken = new ConditionalCheckFailedException({ message: 'taken', $metadata: {}, Item });
  dynamodbMock.on(GetCommand).resolves({}).on(PutCommand).rejects(taken);

  expect(await overridesOf('invited')).toMatchObject(
    tokensWith({ plan: 'team', tenantId: 'acme' }),
  );
  expect(sent()).toHaveLength(2);
});

test.each([
  [['editors'], ['editors', 'users']],
  [['users'], ['users']],
  [undefined, ['users']],
])('makes the groups %j to %j', async (groupsToOverride, expected) => {
  dynamodbMock.on(GetCommand).resolves({}).on(PutCommand).resolves({});

  const { groupOverrideDetails } = await overridesOf('invited', { groupsToOverride });
  expect(groupOverrideDetails?.groupsToOverride).toEqual(expected);
});

test.each([
  { tenantId: undefined },
  { tenantId: '' },
  { tenantId: 'x'.repeat(257) },
  { plan: 1 },
  { plan: null },
])('a profile with %j makes no claims at all', async (over) => {
  dynamodbMock.on(GetCommand).resolves({ Item: { ...profile, ...over } });

  expect(await overridesOf('sign-in')).toBeNull();
  expect(logged()).toContain('Issued a token without claims');
  expect(logged()).toContain('"__Name__TokensWithoutClaims":1');
  // The one record that leads to the profile
  expect(logged()).toContain(`"correlation_id":"${userId}"`);
  expect(logged()).toContain(`"function_request_id":"${context.awsRequestId}"`);
});

test('a claim has at most 256 characters', async () => {
  const tenantId = 'x'.repeat(256);
  dynamodbMock.on(GetCommand).resolves({ Item: { ...profile, tenantId } });

  expect(await overridesOf('sign-in')).toEqual(tokensWith({ plan: 'team', tenantId }));
});

const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });

test('nobody is locked out when the profile cannot be read', async () => {
  dynamodbMock.on(GetCommand).rejects(throttled);

  expect(await overridesOf('sign-in')).toBeNull();
  expect(grouped()).toEqual([]);
  expect(logged()).toContain('ThrottlingException');
});

test('nobody is locked out when the group cannot be had, and the next token tries again', async () => {
  cognitoMock.reset().onAnyCommand().rejects(throttled);
  dynamodbMock.on(GetCommand).resolves({});

  expect(await overridesOf('invited')).toBeNull();
  expect(sent().map(([command]) => command)).toEqual(['GetCommand']);
});

test.each(['v1', 'missing-sub'])('%s: leaves the event as it is, without a call', async (name) => {
  const event = readEvent<PreTokenGenerationV2TriggerEvent>(`pre-token-generation.${name}`);

  expect(await handler(structuredClone(event), context)).toEqual(event);
  expect(sent()).toEqual([]);
  expect(logged()).toContain('Issued a token without claims');
});
