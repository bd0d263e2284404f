import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach } from 'vitest';

export const dynamodbMock = mockClient(DynamoDBDocumentClient);

/** The commands of the current test: name and input. */
export const sent = () =>
  dynamodbMock.calls().map(({ args: [command] }) => [command.constructor.name, command.input]);

beforeEach(() => {
  dynamodbMock.reset().onAnyCommand().rejects(new Error('unexpected AWS call'));
});
