import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readdirSync, readFileSync } from 'node:fs';
import type { Event } from '../../src/__name-kebab__/caller.ts';
import { owner } from './caller.ts';

// Handlers read it when they start: tests import this file before them
process.env.TABLE_NAME = 'table';

const folder = new URL('../../events/__name-kebab__/', import.meta.url);

export const eventNames = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

export function readEvent(name: string): Event {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

/** The item in the sample events, as the API shows it. */
export const item = {
  id: '3b1f8c52-9d4e-4a67-b0c3-7e5a2d9f1846',
  name: 'First',
  description: 'The first of many',
  version: 1,
  createdAt: '2026-01-15T09:30:00.000Z',
  updatedAt: '2026-01-15T09:30:00.000Z',
};

/** The same, as the table holds it. */
export const row = { ...item, ownerId: owner, createHash: 'a hash' };

/** DynamoDB's answer when the condition of a write does not hold of `met`. */
export const conditionFailed = (met?: object) =>
  new ConditionalCheckFailedException({
    message: 'The conditional request failed',
    $metadata: {},
    Item: met && marshall(met),
  });
