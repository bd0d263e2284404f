import { HttpError } from '../shared/errors.ts';
import { header, json, jsonBody } from '../shared/http.ts';
import { count } from '../shared/metrics.ts';
import { callerOf, type Event } from './caller.ts';
import { hashOf, ItemInput, itemIdOf } from './item.ts';
import { region, regional } from './region.ts';
import { store, toItem, withEtag } from './repository.ts';

export const handler = regional(async (event: Event) => {
  const ownerId = callerOf(event);
  const id = itemIdOf(event);
  const expected = expectedEtagOf(event);
  const input = jsonBody(event, ItemInput);

  const updatedAt = new Date().toISOString();
  const requestHash = hashOf(input);
  const row = withEtag({ ...input, ownerId, id, requestHash, updatedAt, region });
  const stored = await store(row, expected);
  if (!stored) throw new HttpError(412, 'The item is not as the precondition says');
  if (stored === row) count('__Name__Stored');
  return json(expected ? 200 : 201, toItem(stored), { etag: stored.etag });
});

/** The etag of the item that is to be replaced; undefined when there is to be none. */
function expectedEtagOf(event: Event): string | undefined {
  const match = header(event, 'if-match');
  const noneMatch = header(event, 'if-none-match');
  if (match === undefined && noneMatch === undefined) {
    throw new HttpError(428, 'If-Match or If-None-Match is required');
  }
  if (match === undefined && noneMatch === '*') return undefined;
  if (match && noneMatch === undefined && /^"[0-9a-f]{64}"$/.test(match)) return match;
  throw new HttpError(400, 'Send either If-Match with the ETag of the item, or If-None-Match: *');
}
