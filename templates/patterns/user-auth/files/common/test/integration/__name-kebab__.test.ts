import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AdminAddUserToGroupCommand } from '@aws-sdk/client-cognito-identity-provider';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { PostConfirmationTriggerEvent, PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cognitoMock, grouped, readEvent } from '../__name-kebab__/fixtures.ts';
import { createTable, startDynamodb } from '../support/dynamodb.ts';
import { context } from '../support/lambda.ts';
import { handler as confirm } from '../../src/__name-kebab__/post-confirmation.ts';
import { handler as issue } from '../../src/__name-kebab__/pre-token-generation.ts';
import { dynamodb } from '../../src/shared/dynamodb.ts';

let stopDynamodb: () => Promise<void>;

beforeAll(async () => {
  stopDynamodb = await startDynamodb(dynamodb);
  await createTable('table', 'userId');
});

afterAll(() => stopDynamodb());

const confirmation = (sub: string) => {
  const event = readEvent<PostConfirmationTriggerEvent>('post-confirmation.sign-up');
  return { ...event, userName: sub, request: { userAttributes: { sub } } };
};

async function overridesFor(sub: string, handler = issue) {
  const event = readEvent<PreTokenGenerationV2TriggerEvent>('pre-token-generation.invited');
  const request = { ...event.request, userAttributes: { sub } };
  const { response } = await handler({ ...event, userName: sub, request }, context);
  return response.claimsAndScopeOverrideDetails;
}

const claimsFor = async (sub: string) => {
  const overrides = await overridesFor(sub);
  return overrides?.accessTokenGeneration?.claimsToAddOrOverride;
};

const fresh = (file: string) => import(`../../src/__name-kebab__/${file}.ts`);

test('who has signed up gets the claims of the profile, as they change', async () => {
  await confirm(confirmation('ada'), context);
  expect(await claimsFor('ada')).toEqual({ plan: 'free', tenantId: 'ada' });

  await dynamodb.send(
    new UpdateCommand({
      TableName: 'table',
      Key: { userId: 'ada' },
      UpdateExpression: 'SET tenantId = :tenant',
      ExpressionAttributeValues: { ':tenant': 'acme' },
    }),
  );
  await confirm(confirmation('ada'), context);
  expect(await claimsFor('ada')).toEqual({ plan: 'free', tenantId: 'acme' });
});

test('who was invited gets all of it with the first tokens, once', async () => {
  const [first, second] = await Promise.all([overridesFor('grace'), overridesFor('grace')]);

  expect(first).toEqual(second);
  expect(first).toMatchObject({ groupOverrideDetails: { groupsToOverride: ['users'] } });
  const calls = grouped().length;
  expect(await overridesFor('grace')).not.toHaveProperty('groupOverrideDetails');
  expect(grouped()).toHaveLength(calls);
});

test('who could not be onboarded is, with the next tokens', async () => {
  const error = new Error('no such group');
  cognitoMock.on(AdminAddUserToGroupCommand).rejectsOnce(error).resolves({});
  await expect(confirm(confirmation('linus'), context)).rejects.toThrow(error);

  expect(await claimsFor('linus')).toEqual({ plan: 'free', tenantId: 'linus' });
  expect(grouped()).toMatchObject([{ Username: 'linus' }, { Username: 'linus' }]);
});

/** What becomes of a user whose time is over while a service has not answered yet. */
async function withSilent(service: 'DYNAMODB' | 'COGNITO_IDENTITY_PROVIDER') {
  const time = new AbortController();
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(time.signal);
  let waiting = 0;
  const server = createServer(() => {
    waiting += 1;
    if (waiting === 2) time.abort();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, `http://127.0.0.1:${port}`);
  vi.resetModules();
  const { handler: issue } = await fresh('pre-token-generation');
  const { handler: confirm } = await fresh('post-confirmation');

  const outcomes = await Promise.allSettled([
    overridesFor('barbara', issue),
    confirm(confirmation('barbara'), context),
  ]);

  const times = timeout.mock.calls.flat();
  timeout.mockRestore();
  server.closeAllConnections();
  server.close();
  vi.unstubAllEnvs();
  return { outcomes, times };
}

// A token without claims, and a sign-up that Cognito reports as failed
const openAndClosed = [{ status: 'fulfilled', value: null }, { status: 'rejected' }];

test('no trigger waits longer for a silent table than Cognito does', async () => {
  const { outcomes, times } = await withSilent('DYNAMODB');

  expect(times).toEqual([3000, 3000]);
  expect(outcomes).toMatchObject(openAndClosed);
});

test('no trigger waits longer for a silent pool than Cognito does', async () => {
  cognitoMock.restore();

  const { outcomes, times } = await withSilent('COGNITO_IDENTITY_PROVIDER');

  expect(times).toEqual([3000, 3000]);
  expect(outcomes).toMatchObject(openAndClosed);
});
