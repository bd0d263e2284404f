import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Message } from '../../src/__name-kebab__/event.ts';
import { context } from '../support/lambda.ts';
import { sqsEvent, sqsRecord } from '../support/sqs.ts';

const s3 = new S3Client();

/** Puts a message into the bucket and has the function publish it; with the same key, it is the same event. */
export async function send(message: Message, key: string): Promise<void> {
  const { handler } = await import('../../src/__name-kebab__/publish.ts');
  const Key = `bestellt für ${key}.json`;
  const Body = JSON.stringify(message);
  await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
  await s3.send(new PutObjectCommand({ Bucket: 'bucket', Key, Body }));

  const object = { key: encodeURIComponent(Key).replaceAll('%20', '+'), size: Body.length };
  const notification = {
    Records: [{ s3: { bucket: { name: 'bucket' }, object: { ...object, versionId: 'version' } } }],
  };
  await handler(sqsEvent(sqsRecord(key, JSON.stringify(notification))), context);
}
