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

export const eventNames = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

export function readEvent<E>(name: string): E {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
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
