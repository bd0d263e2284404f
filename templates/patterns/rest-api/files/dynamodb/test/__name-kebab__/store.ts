import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

export { dynamodbMock, sent } from '../support/dynamodb-mock.ts';

// Handlers read it when they start: tests import this file before them
process.env.TABLE_NAME = 'table';

/** DynamoDB's answer when the condition of a write does not hold of `met`. */
export const conditionFailed = (met?: object) =>
  new ConditionalCheckFailedException({
    message: 'The conditional request failed',
    $metadata: {},
    Item: met && marshall(met),
  });
