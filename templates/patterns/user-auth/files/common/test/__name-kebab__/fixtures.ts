import { readdirSync, readFileSync } from 'node:fs';
import {
  AdminAddUserToGroupCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach } from 'vitest';

// Handlers read them when they start: tests import this file before them
process.env.ALLOWED_DOMAINS = 'example.com,sub.example.org';
process.env.TABLE_NAME = 'table';

const folder = new URL('../../events/__name-kebab__/', import.meta.url);

interface Change {
  request?: object;
  response?: object;
  [property: string]: unknown;
}

const bases = ['pre-sign-up.sign-up', 'post-confirmation.sign-up', 'pre-token-generation.sign-in'];

const of = (userAttributes: object) => ({ request: { userAttributes } });
const external = { triggerSource: 'PreSignUp_ExternalProvider', userName: 'ExampleCorp_4711' };
const invited = {
  triggerSource: 'TokenGeneration_NewPasswordChallenge',
  request: {
    groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
  },
};

/** What differs from the sample event of the function, by case. */
const changes: Record<string, Change> = {
  'pre-sign-up.missing-email': of({}),
  'pre-sign-up.external-provider': { ...external, ...of({ email: 'ada@example.com' }) },
  'pre-sign-up.external-blocked': { ...external, ...of({ email: 'ada@example.net' }) },
  'pre-sign-up.admin-create': {
    triggerSource: 'PreSignUp_AdminCreateUser',
    ...of({ email: 'grace@example.net' }),
  },
  'post-confirmation.forgot-password': {
    triggerSource: 'PostConfirmation_ConfirmForgotPassword',
  },
  'post-confirmation.missing-sub': of({ email: 'ada@example.com' }),
  'pre-token-generation.refresh': { triggerSource: 'TokenGeneration_RefreshTokens' },
  'pre-token-generation.invited': invited,
  'pre-token-generation.missing-sub': of({ email: 'ada@example.com' }),
  'pre-token-generation.v1': { version: '1', response: { claimsOverrideDetails: null } },
};

const files = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

export const eventNames = [...files, ...Object.keys(changes)];

export function readEvent<E>(name: string): E {
  const isBase = (base: string) => base.split('.')[0] === name.split('.')[0];
  const file = name in changes ? bases.find(isBase) : name;
  const event = JSON.parse(readFileSync(new URL(`${file}.json`, folder), 'utf8'));
  const { request, ...more } = changes[name] ?? {};
  return { ...event, ...more, request: { ...event.request, ...request } };
}

/** The user in the sample events. */
export const userId = '0c6f2b1e-7d34-4a59-8e12-5b9a3c7d1f60';

export const cognitoMock = mockClient(CognitoIdentityProviderClient);

/** The users that the current test has put into groups. */
export const grouped = () =>
  cognitoMock.commandCalls(AdminAddUserToGroupCommand).map(({ args: [command] }) => command.input);

/** As the pool of the sample events has it. */
export const membership = {
  UserPoolId: 'us-east-1_EXAMPLE',
  Username: userId,
  GroupName: 'users',
};

beforeEach(() => {
  cognitoMock.reset().onAnyCommand().rejects(new Error('unexpected AWS call'));
  cognitoMock.on(AdminAddUserToGroupCommand).resolves({});
});
