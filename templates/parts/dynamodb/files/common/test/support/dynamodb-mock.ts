import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach } from 'vitest';
import { dynamodb } from '../../src/shared/dynamodb.ts';

export const dynamodbMock = mockClient(dynamodb);

/** The commands of the current test: name and input. */
export const sent = () =>
  dynamodbMock.calls().map(({ args: [command] }) => [command.constructor.name, command.input]);

beforeEach(() => {
  dynamodbMock.reset().onAnyCommand().rejects(new Error('unexpected AWS call'));
});
