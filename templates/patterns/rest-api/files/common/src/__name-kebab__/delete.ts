import { HttpError } from '../shared/errors.ts';
import { http } from '../shared/http.ts';
import { count } from '../shared/metrics.ts';
import { callerOf, type Event } from './caller.ts';
import { itemIdOf } from './item.ts';
import { expectedVersionOf } from './precondition.ts';
import { remove } from './repository.ts';

export const handler = http(async (event: Event) => {
  const outcome = await remove(callerOf(event), itemIdOf(event), expectedVersionOf(event));
  if (outcome === 'changed') throw new HttpError(412, 'The item has another version');
  if (outcome === 'removed') count('__Name__Deleted');
  return { statusCode: 204 };
});
