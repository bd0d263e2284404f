import { HttpError } from '../shared/errors.ts';
import type { HttpEvent } from '../shared/http.ts';

export type Event = HttpEvent<{ identity: { caller: string | null } }>;

/**
 * The id of the IAM user (`AIDA…`) or role (`AROA…`); all sessions of a role are one owner. The
 * session name that may follow the colon proves nothing: whoever assumes the role chooses it. Root
 * and federated users have the id of the account, so they would all be one owner.
 */
export function callerOf(event: Event): string {
  const caller = event.requestContext.identity.caller ?? '';
  const [principalId] = /^(?:AIDA|AROA)\w+/.exec(caller) ?? [];
  if (!principalId) throw new HttpError(403, 'Only IAM users and roles may call');
  return principalId;
}
