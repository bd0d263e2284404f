import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { dynamodb } from '../shared/dynamodb.ts';
import { readEnv } from '../shared/env.ts';

const { TABLE_NAME: TableName } = readEnv({ TABLE_NAME: z.string().check(z.minLength(1)) });

/** The progress of the job: the one row of the table that is not the job's own. */
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

/**
 * Takes the tick unless it, or a later one, is done already or another run is at work.
 * Throws when an earlier attempt of this invocation was killed, or is at work yet.
 */
export async function begin(
  tick: string,
  context: Context,
): Promise<{ runId: string; cursor?: string } | undefined> {
  const now = Date.now();
  const runId = randomUUID();
  try {
    const { Attributes } = await dynamodb.send(
      new UpdateCommand({
        TableName,
        Key,
        // The SDK may send this twice, after an answer that was lost
        ConditionExpression:
          '(attribute_not_exists(doneTick) OR doneTick < :tick) AND ' +
          '(attribute_not_exists(runsUntil) OR runsUntil < :now OR runId = :runId)',
        UpdateExpression: 'SET runId = :runId, requestId = :requestId, runsUntil = :runsUntil',
        ExpressionAttributeValues: {
          ':tick': tick,
          ':now': now,
          ':runId': runId,
          ':requestId': context.awsRequestId,
          ':runsUntil': now + context.getRemainingTimeInMillis(),
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { runId, cursor: Attributes?.nextCursor };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // To succeed would be the end of the tick: Lambda shall ask again
    if (error.Item?.requestId?.S === context.awsRequestId)
      throw new Error('An earlier attempt may still be at work', { cause: error });
    return undefined;
  }
}

/** Keeps where to carry on, should the run end here. */
export function checkpoint(runId: string, cursor: string | undefined): Promise<void> {
  return cursor
    ? update(runId, 'SET nextCursor = :cursor', { ':cursor': cursor })
    : update(runId, 'REMOVE nextCursor');
}

/** Marks the tick as done and lets the next run in. */
export function finish(runId: string, tick: string): Promise<void> {
  return update(runId, 'SET doneTick = :tick REMOVE requestId, runsUntil', { ':tick': tick });
}

/** Lets the next run in after one that failed. */
export function release(runId: string): Promise<void> {
  return update(runId, 'REMOVE requestId, runsUntil');
}

/** Fails when another run has begun since. */
async function update(runId: string, UpdateExpression: string, values = {}): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName,
      Key,
      ConditionExpression: 'runId = :runId',
      UpdateExpression,
      ExpressionAttributeValues: { ':runId': runId, ...values },
    }),
  );
}
