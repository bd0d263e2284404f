import { readFileSync } from 'node:fs';
import { carried, carrying } from './ingest.ts';

// The handler reads them when it starts: tests import this file before it
process.env.OUTPUT_BUCKET = 'output';
process.env.PREFIX = 'uploads/';
process.env.TOPIC_ARN = `arn:aws:sns:${process.env.AWS_REGION}:000000000000:notices`;

const file = new URL('../../events/__name-kebab__/process.valid.json', import.meta.url);

export const validEvent = () => JSON.parse(readFileSync(file, 'utf8'));

/** The upload that the sample event announces. */
export const upload = {
  bucket: 'input',
  key: 'uploads/sample',
  versionId: 'Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OWFi',
  size: 1024,
};

interface Change {
  bucket?: string;
  eventName?: string;
  key?: string;
  size?: number;
  versionId?: undefined;
}

/** S3's notification in the sample event, of another upload. */
export function notification({ bucket = upload.bucket, eventName, ...object }: Change = {}) {
  const [record] = carried(validEvent()).Records;
  record.eventName = eventName ?? record.eventName;
  record.s3.bucket.name = bucket;
  Object.assign(record.s3.object, object);
  return { Records: [record] };
}

/** The event that announces another upload. */
export const announcing = (change?: Change) => carrying(notification(change));
