import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { dynamodb } from '../shared/dynamodb.ts';
import { readEnv } from '../shared/env.ts';
import { hashOf, type Item, type ItemInput } from './item.ts';

const { TABLE_NAME: TableName } = readEnv({ TABLE_NAME: z.string().check(z.minLength(1)) });

export interface Row extends Item {
  ownerId: string;
  /** Hashes of the requests that created and last replaced it: a repeat has the same hash. */
  createHash: string;
  replaceHash?: string;
}

const SET = 'SET #name = :name, version = :next, replaceHash = :hash, updatedAt = :now';

/**
 * The item that a failed condition has met comes with the error, and needs no permission to read:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html
 */
const ReturnValuesOnConditionCheckFailure = 'ALL_OLD' as const;

/** What a failed condition has met, if anything; throws every other error. */
function metBy(error: unknown): Row | undefined {
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
  // The document client unmarshalls answers, but no errors
  return error.Item && (unmarshall(error.Item) as Row);
}

/** Stores the row unless its id is taken; resolves to what is stored then. */
export async function insert(row: Row): Promise<Row> {
  try {
    await dynamodb.send(
      new PutCommand({
        TableName,
        Item: row,
        ConditionExpression: 'attribute_not_exists(id)',
        ReturnValuesOnConditionCheckFailure,
      }),
    );
    return row;
  } catch (error) {
    const stored = metBy(error);
    if (!stored) throw error;
    return stored;
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

/**
 * Resolves to undefined when the item is absent or no longer at `version`, unless this very request
 * has replaced it: its answer may have been lost.
 */
export async function replace(
  ownerId: string,
  id: string,
  version: number,
  input: ItemInput,
): Promise<Item | undefined> {
  const next = { version: version + 1, replaceHash: hashOf(input) };
  try {
    const { Attributes } = await dynamodb.send(
      new UpdateCommand({
        TableName,
        Key: { ownerId, id },
        ConditionExpression: 'version = :version',
        ReturnValuesOnConditionCheckFailure,
        UpdateExpression:
          input.description === undefined
            ? `${SET} REMOVE description`
            : `${SET}, description = :description`,
        ExpressionAttributeNames: { '#name': 'name' },
        ExpressionAttributeValues: {
          ':name': input.name,
          ':description': input.description,
          ':version': version,
          ':next': next.version,
          ':hash': next.replaceHash,
          ':now': new Date().toISOString(),
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return toItem(Attributes as Row);
  } catch (error) {
    const stored = metBy(error);
    const isOwn = stored?.version === next.version && stored.replaceHash === next.replaceHash;
    return isOwn ? toItem(stored) : undefined;
  }
}

/** What came of it: `changed` when a version is expected, and the item is at another. */
export async function remove(
  ownerId: string,
  id: string,
  version?: number,
): Promise<'removed' | 'absent' | 'changed'> {
  const condition = version !== undefined && {
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: { ':version': version },
    ReturnValuesOnConditionCheckFailure,
  };
  try {
    const { Attributes } = await dynamodb.send(
      new DeleteCommand({ TableName, Key: { ownerId, id }, ReturnValues: 'ALL_OLD', ...condition }),
    );
    return Attributes ? 'removed' : 'absent';
  } catch (error) {
    return metBy(error) ? 'changed' : 'absent';
  }
}

/** Only what is listed here leaves the service. */
export function toItem({ id, name, description, version, createdAt, updatedAt }: Row): Item {
  return { id, name, description, version, createdAt, updatedAt };
}
