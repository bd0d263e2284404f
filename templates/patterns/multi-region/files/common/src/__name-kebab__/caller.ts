import { HttpError } from '../shared/errors.ts';
import type { HttpEvent } from '../shared/http.ts';

export type Event = HttpEvent<{ authorizer?: { jwt?: { claims?: { sub?: string } } } }>;

/** The subject of the token that the authorizer has verified: the same in every region. */
export function callerOf(event: Event): string {
  const sub = event.requestContext.authorizer?.jwt?.claims?.sub;
  if (!sub) throw new HttpError(401, 'The caller is unknown');
  return sub;
}
