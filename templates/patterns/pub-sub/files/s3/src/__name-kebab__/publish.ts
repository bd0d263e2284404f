import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { batch } from '../shared/batch.ts';
import { Message, parse } from './event.ts';
import { idFrom } from './id.ts';
import { publish } from './topic.ts';

const MAX_BYTES = 256 * 1024;

const s3 = new S3Client({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 500, requestTimeout: 2000, throwOnRequestTimeout: true },
});

/** S3 sends a test event when the bucket is made to notify the queue. */
const Notification = z.union([
  z.object({ Event: z.literal('s3:TestEvent'), Records: z._default(z.tuple([]), []) }),
  z.object({
    Records: z.array(
      z.object({
        s3: z.object({
          bucket: z.object({ name: z.string() }),
          object: z.object({ key: z.string(), size: z.number(), versionId: z.string() }),
        }),
      }),
    ),
  }),
]);

export const handler = batch(async (record, log) => {
  for (const { s3: uploaded } of parse(Notification, record.body).Records) {
    const { bucket, object } = uploaded;
    if (object.size > MAX_BYTES) throw new Error('The object is larger than 256 KB');
    const version = {
      Bucket: bucket.name,
      Key: decodeURIComponent(object.key.replaceAll('+', ' ')),
      VersionId: object.versionId,
    };
    const { Body } = await s3.send(new GetObjectCommand(version));
    const message = parse(Message, (await Body?.transformToString()) ?? '');

    const id = idFrom(Object.values(version).join('\n'));
    await publish(message, id, record.messageId);
    log.info('Published', { eventId: id });
  }
});
