import { randomUUID } from 'node:crypto';
import { HttpError } from '../shared/errors.ts';
import { header, http, json, jsonBody } from '../shared/http.ts';
import { count } from '../shared/metrics.ts';
import { callerOf, type Event } from './caller.ts';
import { etagOf, hashOf, ItemInput, sha256 } from './item.ts';
import { insert, toItem } from './repository.ts';

export const handler = http(async (event: Event) => {
  const ownerId = callerOf(event);
  const key = idempotencyKeyOf(event);
  const input = jsonBody(event, ItemInput);

  const id = key === undefined ? randomUUID() : uuidFrom(`${ownerId}\n${key}`);
  const createHash = hashOf(input);
  const now = new Date().toISOString();
  const row = { ...input, ownerId, id, createHash, version: 1, createdAt: now, updatedAt: now };

  const stored = await insert(row);
  if (stored.createHash !== createHash) {
    throw new HttpError(422, 'The Idempotency-Key was used with another body');
  }
  if (stored === row) count('__Name__Created');
  // Relative, so that it holds behind any stage and base path
  const location = `__name-kebab__/${id}`;
  return json(201, toItem(stored), { location, etag: etagOf(stored) });
});

function idempotencyKeyOf(event: Event): string | undefined {
  const key = header(event, 'idempotency-key');
  if (key === undefined || /^[\x20-\x7e]{1,255}$/.test(key)) return key;
  throw new HttpError(400, 'Idempotency-Key takes 1 to 255 printable ASCII characters');
}

/** UUIDv8 of a SHA-256 (RFC 9562, appendix B.2). */
function uuidFrom(text: string): string {
  const hash = sha256(text);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
