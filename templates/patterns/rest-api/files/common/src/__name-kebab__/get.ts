import { HttpError } from '../shared/errors.ts';
import { http, json } from '../shared/http.ts';
import { callerOf, type Event } from './caller.ts';
import { etagOf, itemIdOf } from './item.ts';
import { find } from './repository.ts';

export const handler = http(async (event: Event) => {
  const item = await find(callerOf(event), itemIdOf(event));
  if (!item) throw new HttpError(404, 'No such item');
  return json(200, item, { etag: etagOf(item) });
});
