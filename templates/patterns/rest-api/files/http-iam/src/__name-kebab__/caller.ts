import { HttpError } from '../shared/errors.ts';
import type { HttpEvent } from '../shared/http.ts';

export type Event = HttpEvent<{ authorizer?: { iam?: { callerId?: string } } }>;

/**
 * The id of the IAM user or role; all sessions of a role are one owner. The session name that may
 * follow the colon proves nothing: whoever assumes the role chooses it.
 */
export function callerOf(event: Event): string {
  const principalId = event.requestContext.authorizer?.iam?.callerId?.split(':')[0];
  if (!principalId) throw new HttpError(401, 'The caller is unknown');
  return principalId;
}
