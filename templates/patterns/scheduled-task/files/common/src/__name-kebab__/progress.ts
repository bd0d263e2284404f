import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { dynamodb } from '../shared/dynamodb.ts';
import { readEnv } from '../shared/env.ts';

const { TABLE_NAME: TableName } = readEnv({ TABLE_NAME: z.string().check(z.minLength(1)) });

/** Where the job stands: the one row of the table that is not the job's own. */
const Key = { id: 'progress' };

export interface Run {
  /** When the run was due, in ISO 8601. */
  tick: string;
  /** Where the last run stopped. */
  cursor?: string;
  /** Milliseconds until the run has to stop. */
  timeLeft: () => number;
}

/** A job yields one whenever it could stop. */
export interface Checkpoint {
  /** Where to carry on; undefined at the end. */
  cursor?: string;
  done: number;
  failed: number;
}

/** Takes the tick unless it, or a later one, is done already or another run is at work. */
export async function begin(
  tick: string,
  context: Context,
): Promise<Pick<Run, 'cursor'> | undefined> {
  const now = Date.now();
  try {
    const { Attributes } = await dynamodb.send(
      new UpdateCommand({
        TableName,
        Key,
        // A retry comes with the request id of the run that failed
        ConditionExpression:
          '(attribute_not_exists(doneTick) OR doneTick < :tick) AND ' +
          '(attribute_not_exists(runsUntil) OR runsUntil < :now OR requestId = :requestId)',
        UpdateExpression: 'SET requestId = :requestId, runsUntil = :runsUntil',
        ExpressionAttributeValues: {
          ':tick': tick,
          ':now': now,
          ':requestId': context.awsRequestId,
          ':runsUntil': now + context.getRemainingTimeInMillis(),
        },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return { cursor: Attributes?.nextCursor };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** Keeps where to carry on, should the run end here. */
export async function checkpoint(cursor: string | undefined): Promise<void> {
  const update = cursor
    ? {
        UpdateExpression: 'SET nextCursor = :cursor',
        ExpressionAttributeValues: { ':cursor': cursor },
      }
    : { UpdateExpression: 'REMOVE nextCursor' };
  await dynamodb.send(new UpdateCommand({ TableName, Key, ...update }));
}

/** Marks the tick as done and lets the next run in. */
export async function finish(tick: string): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName,
      Key,
      UpdateExpression: 'SET doneTick = :tick REMOVE requestId, runsUntil',
      ExpressionAttributeValues: { ':tick': tick },
    }),
  );
}
