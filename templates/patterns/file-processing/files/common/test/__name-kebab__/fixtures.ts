import { readdirSync, readFileSync } from 'node:fs';

// The handler reads them when it starts: tests import this file before it
process.env.OUTPUT_BUCKET = 'output';
process.env.PREFIX = 'uploads/';
process.env.TOPIC_ARN = `arn:aws:sns:${process.env.AWS_REGION}:000000000000:notices`;

const folder = new URL('../../events/__name-kebab__/', import.meta.url);

/** `_objects.json` is no event: it has what the events announce. */
export const eventNames = readdirSync(folder)
  .filter((file) => !file.startsWith('_'))
  .map((file) => file.replace(/\.json$/, ''));

export function readEvent(name: string) {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

/** The upload that most sample events announce. */
export const upload = {
  bucket: 'input',
  key: 'uploads/sample',
  versionId: 'Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OWFi',
  size: 1024,
};
