import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { dynamodb } from '../shared/dynamodb.ts';
import { readEnv } from '../shared/env.ts';
import { logger } from '../shared/logger.ts';

const { TABLE_NAME: TableName } = readEnv({ TABLE_NAME: z.string().check(z.minLength(1)) });

/** Something that happened; the id is its time, `#` and what makes it unique. */
const Entry = z.object({
  id: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z#./)),
  text: z.string().check(z.minLength(1), z.maxLength(1000)),
});

export type Entry = z.infer<typeof Entry>;

/** Up to a hundred entries behind the one called `afterId`, up to `time`; the invalid are left out. */
export async function findEntries(time: string, afterId: string | undefined) {
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName,
      IndexName: 'byTime',
      KeyConditionExpression: 'kind = :kind AND id <= :time',
      ExpressionAttributeValues: { ':kind': 'entry', ':time': time },
      Limit: 100,
      ExclusiveStartKey: afterId ? { kind: 'entry', id: afterId } : undefined,
    }),
  );
  const lastId: string | undefined = Items.at(-1)?.id;
  const entries = Items.flatMap((item) => parse(item) ?? []);
  return { entries, failed: Items.length - entries.length, lastId };
}

function parse(item: Record<string, unknown>): Entry | undefined {
  const result = z.safeParse(Entry, item);
  if (!result.success) logger.error('Invalid entry', { id: item.id });
  return result.data;
}
