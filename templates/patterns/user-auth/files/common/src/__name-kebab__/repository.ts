import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { dynamodb } from '../shared/dynamodb.ts';
import { readEnv } from '../shared/env.ts';
import type { Profile } from './profile.ts';

const { TABLE_NAME: TableName } = readEnv({ TABLE_NAME: z.string().check(z.minLength(1)) });

/** The row as it is: other code may have written it. */
export async function findProfile(userId: string, abortSignal: AbortSignal) {
  const get = { TableName, Key: { userId }, ConsistentRead: true };
  const { Item } = await dynamodb.send(new GetCommand(get), { abortSignal });
  return Item;
}

/** Stores the profile unless the user has one; resolves to what is stored then. */
export async function insertProfile(profile: Profile, abortSignal: AbortSignal) {
  const put = new PutCommand({
    TableName,
    Item: profile,
    ConditionExpression: 'attribute_not_exists(userId)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await dynamodb.send(put, { abortSignal });
    return profile;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException && error.Item)) throw error;
    // The document client unmarshalls answers, but no errors
    return unmarshall(error.Item);
  }
}
