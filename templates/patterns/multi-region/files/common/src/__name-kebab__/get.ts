import { HttpError } from '../shared/errors.ts';
import { json } from '../shared/http.ts';
import { callerOf, type Event } from './caller.ts';
import { itemIdOf } from './item.ts';
import { regional } from './region.ts';
import { find, toItem } from './repository.ts';

export const handler = regional(async (event: Event) => {
  const row = await find(callerOf(event), itemIdOf(event));
  if (!row) throw new HttpError(404, 'No such item');
  return json(200, toItem(row), { etag: row.etag });
});
