import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { dynamodb } from '../shared/dynamodb.ts';
import { readEnv } from '../shared/env.ts';

const { TABLE_NAME: TableName } = readEnv({ TABLE_NAME: z.string().check(z.minLength(1)) });

/** One batch of records that expired up to `time`, the oldest first; `cursor` leads to the next. */
export async function findExpired(time: string, cursor: string | undefined) {
  const { Items = [], LastEvaluatedKey } = await dynamodb.send(
    new QueryCommand({
      TableName,
      IndexName: 'byExpiry',
      KeyConditionExpression: 'kind = :kind AND expiresAt <= :time',
      ExpressionAttributeValues: { ':kind': 'record', ':time': time },
      Limit: 25,
      ExclusiveStartKey: cursor ? JSON.parse(cursor) : undefined,
    }),
  );
  return {
    ids: Items.map(({ id }): string => id),
    cursor: LastEvaluatedKey && JSON.stringify(LastEvaluatedKey),
  };
}

/** The index lags behind: a record that is gone, or has been given more time since, stays as it is. */
export async function removeExpired(id: string, time: string): Promise<void> {
  try {
    await dynamodb.send(
      new DeleteCommand({
        TableName,
        Key: { id },
        ConditionExpression: 'expiresAt <= :time',
        ExpressionAttributeValues: { ':time': time },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
