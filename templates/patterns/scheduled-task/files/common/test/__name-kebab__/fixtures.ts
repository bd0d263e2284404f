import { readdirSync, readFileSync } from 'node:fs';
import { context } from '../support/lambda.ts';

// Handlers read it when they start: tests import this file before them
process.env.TABLE_NAME = 'table';

const folder = new URL('../../events/__name-kebab__/', import.meta.url);

export const eventNames = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

export function readEvent(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

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
