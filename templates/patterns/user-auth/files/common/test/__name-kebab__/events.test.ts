import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dynamodbMock } from '../support/dynamodb-mock.ts';
import { context, logged } from '../support/lambda.ts';
import { eventNames, readEvent } from './fixtures.ts';

const outcomes: Record<string, 'passes' | 'fails' | 'gets claims'> = {
  'pre-sign-up.sign-up': 'passes',
  'pre-sign-up.blocked-domain': 'fails',
  'pre-sign-up.missing-email': 'fails',
  'pre-sign-up.external-provider': 'passes',
  'pre-sign-up.external-blocked': 'fails',
  'pre-sign-up.admin-create': 'passes',
  'post-confirmation.sign-up': 'passes',
  'post-confirmation.forgot-password': 'passes',
  'post-confirmation.missing-sub': 'fails',
  'pre-token-generation.sign-in': 'gets claims',
  'pre-token-generation.refresh': 'gets claims',
  'pre-token-generation.invited': 'gets claims',
  'pre-token-generation.missing-sub': 'passes',
  'pre-token-generation.v1': 'passes',
};

async function replay(name: string): Promise<string> {
  const [file] = name.split('.');
  const { handler } = await import(`../../src/__name-kebab__/${file}.ts`);
  const event = readEvent(name);
  try {
    const answer = await handler(event, context);
    expect(answer).toBe(event);
    if (answer.response.claimsAndScopeOverrideDetails) return 'gets claims';
    // An event that comes back otherwise than it went is an answer that Cognito refuses
    expect(answer).toEqual(readEvent(name));
    return 'passes';
  } catch {
    return 'fails';
  }
}

beforeEach(() => {
  dynamodbMock.on(PutCommand).resolves({});
  dynamodbMock.on(GetCommand).resolves({});
});

// Each test imports its handler afresh: one that fails to start would stay failed
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

test('every event has an outcome', () => {
  expect(Object.keys(outcomes).sort()).toEqual(eventNames.sort());
});

test.each(Object.entries(outcomes))('%s %s', async (name, outcome) => {
  expect(await replay(name)).toBe(outcome);
  expect(logged()).not.toMatch(/ada@|grace@|example\.(com|net)/);
});

test.each([
  ['pre-sign-up', 'ALLOWED_DOMAINS'],
  ['post-confirmation', 'TABLE_NAME'],
  ['pre-token-generation', 'TABLE_NAME'],
])('%s names the environment variable it lacks: %s', async (file, variable) => {
  for (const value of [undefined, '']) {
    vi.stubEnv(variable, value);
    vi.resetModules();
    const started = import(`../../src/__name-kebab__/${file}.ts`);
    await expect(started).rejects.toThrow(variable);
  }
});
