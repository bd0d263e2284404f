import * as z from 'zod/mini';
import { http, json, validate } from '../shared/http.ts';
import { callerOf, type Event } from './caller.ts';
import { findPage } from './repository.ts';

/** The last id of a page. It names no owner, so it only leads into the caller's own items. */
const Cursor = z.codec(z.base64url(), z.uuid(), {
  decode: (cursor) => Buffer.from(cursor, 'base64url').toString(),
  encode: (id) => Buffer.from(id).toString('base64url'),
});

const Query = z.object({
  limit: z._default(z.string().check(z.regex(/^([1-9]\d?|100)$/, 'Takes 1 to 100')), '25'),
  cursor: z.optional(Cursor),
});

export const handler = http(async (event: Event) => {
  const ownerId = callerOf(event);
  const { limit, cursor } = validate(Query, event.queryStringParameters ?? {});
  const { items, lastId } = await findPage(ownerId, Number(limit), cursor);
  return json(200, { items, nextCursor: lastId && z.encode(Cursor, lastId) });
});
