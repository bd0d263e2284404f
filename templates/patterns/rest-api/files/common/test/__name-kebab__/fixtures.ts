import { readdirSync, readFileSync } from 'node:fs';
import type { Event } from '../../src/__name-kebab__/caller.ts';
import { callers, owner } from './caller.ts';

const folder = new URL('../../events/__name-kebab__/', import.meta.url);

/** The item in the sample events, as the API shows it. */
export const item = {
  id: '3b1f8c52-9d4e-4a67-b0c3-7e5a2d9f1846',
  name: 'First',
  description: 'The first of many',
  version: 1,
  createdAt: '2026-01-15T09:30:00.000Z',
  updatedAt: '2026-01-15T09:30:00.000Z',
};

const cursorOf = (id: string) => Buffer.from(id).toString('base64url');
const withKey = { headers: { 'idempotency-key': 'order-4711' } };

/** What differs from the valid event of the function, by case. */
const changes: Record<string, Partial<Event>> = {
  'create.with-key': withKey,
  'create.duplicate-key': { ...withKey, body: '{"name":"Another body"}' },
  'create.invalid-json': { body: '{"name": "First"' },
  'create.missing-name': { body: '{"description":"No name"}' },
  'create.extra-field': { body: '{"name":"First","ownerId":"me"}' },
  'get.not-found': { pathParameters: { id: 'c9e07a14-6b2d-4f83-9a51-0d8e4b7c3f29' } },
  'get.bad-id': { pathParameters: { id: 'not-an-id' } },
  'list.with-cursor': { queryStringParameters: { limit: '10', cursor: cursorOf(item.id) } },
  'list.tampered-cursor': { queryStringParameters: { cursor: cursorOf('not-an-id') } },
  'list.bad-limit': { queryStringParameters: { limit: '101' } },
  'update.stale-version': { headers: { 'if-match': '"2"' } },
  'update.bad-if-match': { headers: { 'if-match': 'W/"1"' } },
  'update.no-if-match': { headers: {} },
  'delete.stale-version': { headers: { 'if-match': '"2"' } },
};

/** A file with `_` in front is no event: it has what the events find in the store. */
const files = readdirSync(folder)
  .filter((file) => !file.startsWith('_'))
  .map((file) => file.replace(/\.json$/, ''));

export const eventNames = [...files, ...Object.keys(changes), ...Object.keys(callers)];

/** Who calls, and the session that may follow. */
const ofOwner = new RegExp(`"(${owner}[^"]*)"`, 'g');

export function readEvent(name: string): Event {
  const file = files.includes(name) ? name : name.replace(/\..*/, '.valid');
  const text = readFileSync(new URL(`${file}.json`, folder), 'utf8');
  const sent = text.replaceAll(ofOwner, `"${callers[name] ?? '$1'}"`);
  return { ...JSON.parse(sent), ...changes[name] };
}

/** The item, as its store holds it. */
export const row = { ...item, ownerId: owner, createHash: 'a hash' };
