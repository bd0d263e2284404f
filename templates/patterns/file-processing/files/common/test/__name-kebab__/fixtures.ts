import { readdirSync, readFileSync } from 'node:fs';
import { ingested, ownEvents } from './ingest.ts';

// The handler reads them when it starts: tests import this file before it
process.env.OUTPUT_BUCKET = 'output';
process.env.PREFIX = 'uploads/';
process.env.TOPIC_ARN = `arn:aws:sns:${process.env.AWS_REGION}:000000000000:notices`;

const folder = new URL('../../events/__name-kebab__/', import.meta.url);

/** The upload that most events announce. */
export const upload = {
  bucket: 'input',
  key: 'uploads/sample',
  versionId: 'Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OWFi',
  size: 1024,
};

const unicodeKey = 'uploads/%C3%A9t%C3%A9/Zo%C3%AB+%26+%2B1+%F0%9F%93%B7';

/** What differs from it, by case. */
const uploads: Record<string, object> = {
  'process.unicode-key': { key: unicodeKey },
  'process.duplicate': { key: 'uploads/done' },
  'process.deleted': { key: 'uploads/deleted' },
  'process.missing-version': { versionId: undefined },
};

const announced = (over: object) => {
  const { bucket: name, ...object } = { ...upload, ...over };
  return ingested({
    Records: [{ eventName: 'ObjectCreated:Put', s3: { bucket: { name }, object } }],
  });
};

const changes: Record<string, unknown> = {
  ...Object.fromEntries(Object.entries(uploads).map(([name, over]) => [name, announced(over)])),
  'process.test-event': ingested({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'input' }),
  'process.not-a-notification': ingested({ hello: 'world' }),
  ...ownEvents,
};

/** `_objects.json` is no event: it has what the events announce. */
const files = readdirSync(folder)
  .filter((file) => !file.startsWith('_'))
  .map((file) => file.replace(/\.json$/, ''));

export const eventNames = [...files, ...Object.keys(changes)];

// biome-ignore lint/suspicious/noExplicitAny: an event, whatever brings it
export const readEvent = (name: string): any =>
  changes[name] ?? JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
