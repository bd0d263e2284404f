import { http } from '../shared/http.ts';
import { callerOf, type Event } from './caller.ts';
import { itemIdOf } from './item.ts';
import { remove } from './repository.ts';

export const handler = http(async (event: Event) => {
  await remove(callerOf(event), itemIdOf(event));
  return { statusCode: 204 };
});
