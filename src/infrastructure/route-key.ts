import { isUnknown, type Value } from './graph.ts';
import { likeOf, textLike } from './texts.ts';

/** What a key says of a route: `GET /orders`, or `$default`; of a key that is known in part, what is. */
export function routeOfKey(key: Value): { readonly method: Value; readonly path: Value } {
  const whole = isUnknown(key) ? key.unknown : '';
  const [first = '', path] = likeOf(key).split(' ');
  const method = path === undefined ? undefined : textLike(first.toUpperCase(), whole);
  return { method: method ?? (isUnknown(key) ? key : 'ANY'), path: textLike(path ?? first, whole) };
}
