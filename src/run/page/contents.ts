import { usageError } from '../../core/errors.ts';
import type { PageContext } from './context.ts';

/** So many items of a table are shown at most. */
const MOST_ITEMS = 100;

interface Mail {
  readonly emails?: readonly object[];
}

async function mail({ dev }: PageContext): Promise<readonly object[]> {
  const url = dev.session.local.mail.url;
  if (!url) return [];
  const response = await fetch(`${url}/store`);
  return ((await response.json()) as Mail).emails ?? [];
}

/** What is in a queue, a table, a bucket, or the mail; nothing is taken out. */
export async function contentsOf(context: PageContext, id: string): Promise<object> {
  const { deployment, session } = context.dev;
  const { sqs, dynamodb, s3 } = session.local;
  if (id === 'mail') return { mail: await mail(context) };
  const queue = deployment.queues.find((each) => each.id === id);
  if (queue && sqs) return sqs.contents(queue.arn);
  const table = deployment.tables.find((each) => each.id === id);
  if (table && dynamodb) return { items: await dynamodb.scan(table.name, MOST_ITEMS) };
  const bucket = deployment.buckets.find((each) => each.id === id);
  if (bucket && s3) return { objects: await s3.list(bucket.name) };
  throw usageError(`There is no "${id}" here`);
}
