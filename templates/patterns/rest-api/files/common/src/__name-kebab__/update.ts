import { HttpError } from '../shared/errors.ts';
import { header, http, json, jsonBody } from '../shared/http.ts';
import { callerOf, type Event } from './caller.ts';
import { etagOf, ItemInput, itemIdOf } from './item.ts';
import { replace } from './repository.ts';

export const handler = http(async (event: Event) => {
  const ownerId = callerOf(event);
  const id = itemIdOf(event);
  const version = expectedVersionOf(event);
  const input = jsonBody(event, ItemInput);

  const item = await replace(ownerId, id, version, input);
  if (!item) throw new HttpError(412, 'The item is gone or has another version');
  return json(200, item, { etag: etagOf(item) });
});

function expectedVersionOf(event: Event): number {
  const etag = header(event, 'if-match');
  if (etag === undefined) throw new HttpError(428, 'If-Match is required');
  const version = /^"([1-9]\d{0,14})"$/.exec(etag)?.[1];
  if (!version) throw new HttpError(400, 'If-Match takes the ETag of the item');
  return Number(version);
}
