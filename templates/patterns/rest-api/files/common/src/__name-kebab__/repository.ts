import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { dynamodb } from '../shared/dynamodb.ts';
import { readEnv } from '../shared/env.ts';
import type { Item, ItemInput } from './item.ts';

const { TABLE_NAME: TableName } = readEnv({ TABLE_NAME: z.string().check(z.minLength(1)) });

export interface Row extends Item {
  ownerId: string;
  requestHash: string;
}

/** Stores the row unless its id is taken; resolves to what is stored then, if it still is. */
export async function insert(row: Row): Promise<Row | undefined> {
  const put = { TableName, Item: row, ConditionExpression: 'attribute_not_exists(id)' };
  try {
    await dynamodb.send(new PutCommand(put));
    return row;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const Key = { ownerId: row.ownerId, id: row.id };
    const read = new GetCommand({ TableName, Key, ConsistentRead: true });
    return (await dynamodb.send(read)).Item as Row | undefined;
  }
}

export async function find(ownerId: string, id: string): Promise<Item | undefined> {
  const read = new GetCommand({ TableName, Key: { ownerId, id }, ConsistentRead: true });
  const { Item } = await dynamodb.send(read);
  return Item && toItem(Item as Row);
}

/** One page in the order of ids; `lastId` is there when more may follow. */
export async function findPage(ownerId: string, limit: number, afterId: string | undefined) {
  const { Items = [], LastEvaluatedKey } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'ownerId = :ownerId',
      ExpressionAttributeValues: { ':ownerId': ownerId },
      Limit: limit,
      ExclusiveStartKey: afterId ? { ownerId, id: afterId } : undefined,
    }),
  );
  const lastId: string | undefined = LastEvaluatedKey?.id;
  return { items: Items.map((row) => toItem(row as Row)), lastId };
}

/** Resolves to undefined when the item is absent or no longer at `version`. */
export async function replace(
  ownerId: string,
  id: string,
  version: number,
  { name, description }: ItemInput,
): Promise<Item | undefined> {
  try {
    const { Attributes } = await dynamodb.send(
      new UpdateCommand({
        TableName,
        Key: { ownerId, id },
        ConditionExpression: 'version = :version',
        UpdateExpression:
          description === undefined
            ? 'SET #name = :name, version = :next, updatedAt = :now REMOVE description'
            : 'SET #name = :name, description = :description, version = :next, updatedAt = :now',
        ExpressionAttributeNames: { '#name': 'name' },
        ExpressionAttributeValues: {
          ':name': name,
          ':description': description,
          ':version': version,
          ':next': version + 1,
          ':now': new Date().toISOString(),
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return toItem(Attributes as Row);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** Resolves to false when a version is expected and the item is absent or no longer at it. */
export async function remove(ownerId: string, id: string, version?: number): Promise<boolean> {
  const condition = version !== undefined && {
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: { ':version': version },
  };
  try {
    await dynamodb.send(new DeleteCommand({ TableName, Key: { ownerId, id }, ...condition }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Only what is listed here leaves the service. */
export function toItem({ id, name, description, version, createdAt, updatedAt }: Row): Item {
  return { id, name, description, version, createdAt, updatedAt };
}
