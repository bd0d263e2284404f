import { readdirSync, readFileSync } from 'node:fs';
import { context } from '../support/lambda.ts';

// Handlers read it when they start: tests import this file before them
process.env.TABLE_NAME = 'table';

const folder = new URL('../../events/__name-kebab__/', import.meta.url);

const read = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

const valid = read('run.valid');

/** What nothing but a mistake sends. */
const mistakes: Record<string, unknown> = {
  'run.bad-time': { ...valid, scheduledTime: '<aws.scheduler.scheduled-time>' },
  'run.missing-time': { ...valid, scheduledTime: undefined },
  'run.extra-field': { ...valid, job: 'another' },
  'run.not-an-object': '{"scheduledTime": ',
  'run.eventbridge-rule': { source: 'aws.events', time: valid.scheduledTime, detail: {} },
};

const files = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

export const eventNames = [...files, ...Object.keys(mistakes)];

export const readEvent = (name: string): unknown => mistakes[name] ?? read(name);

/** The tick of the valid event. */
export const tick = '2026-01-15T09:00:00.000Z';

/** A context with five minutes left, or as many milliseconds as the function says. */
export const contextWith = (
  getRemainingTimeInMillis = () => 300_000,
  awsRequestId = 'request',
) => ({
  ...context,
  awsRequestId,
  getRemainingTimeInMillis,
});

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
