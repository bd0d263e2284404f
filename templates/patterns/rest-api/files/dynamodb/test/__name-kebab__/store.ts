import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { dynamodbMock } from '../support/dynamodb-mock.ts';
import { owner } from './caller.ts';
import { readEvent, row } from './fixtures.ts';

export { dynamodbMock, sent } from '../support/dynamodb-mock.ts';

// Handlers read it when they start: tests import this file before them
process.env.TABLE_NAME = 'table';

/** What handlers do not start without. */
export const VARIABLE = 'TABLE_NAME';

/** There is nothing to start, nor to stop. */
export const startStore = async () => async () => {};

export const failWith = (error: Error) => dynamodbMock.reset().onAnyCommand().rejects(error);

/** DynamoDB's answer when the condition of a write does not hold of `met`. */
export const conditionFailed = (met?: object) =>
  new ConditionalCheckFailedException({
    message: 'The conditional request failed',
    $metadata: {},
    Item: met && marshall(met),
  });

const absentId = readEvent('get.not-found').pathParameters?.id;

/** Answers as a table with the item of the sample events, and that of their key. */
export function answerSamples(): void {
  const failed = conditionFailed(row);
  dynamodbMock.on(PutCommand).resolves({});
  dynamodbMock.on(PutCommand, { Item: { name: 'Another body' } }).rejects(failed);
  dynamodbMock.on(GetCommand).resolves({});
  dynamodbMock.on(GetCommand, { Key: { ownerId: owner } }).resolves({ Item: row });
  dynamodbMock.on(GetCommand, { Key: { ownerId: owner, id: absentId } }).resolves({});
  dynamodbMock.on(QueryCommand).resolves({ Items: [row] });
  dynamodbMock.on(UpdateCommand).rejects(failed);
  dynamodbMock
    .on(UpdateCommand, { ExpressionAttributeValues: { ':version': 1 } })
    .resolves({ Attributes: row });
  dynamodbMock.on(DeleteCommand).resolves({});
  dynamodbMock.on(DeleteCommand, { ExpressionAttributeValues: { ':version': 2 } }).rejects(failed);
}
