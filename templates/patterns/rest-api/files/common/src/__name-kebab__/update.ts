import { HttpError } from '../shared/errors.ts';
import { http, json, jsonBody } from '../shared/http.ts';
import { callerOf, type Event } from './caller.ts';
import { etagOf, ItemInput, itemIdOf } from './item.ts';
import { expectedVersionOf } from './precondition.ts';
import { replace } from './repository.ts';

export const handler = http(async (event: Event) => {
  const ownerId = callerOf(event);
  const id = itemIdOf(event);
  const version = expectedVersionOf(event);
  if (version === undefined) throw new HttpError(428, 'If-Match is required');
  const input = jsonBody(event, ItemInput);

  const item = await replace(ownerId, id, version, input);
  if (!item) throw new HttpError(412, 'The item is gone or has another version');
  return json(200, item, { etag: etagOf(item) });
});
