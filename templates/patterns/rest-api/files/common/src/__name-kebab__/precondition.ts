import { HttpError } from '../shared/errors.ts';
import { type HttpEvent, header } from '../shared/http.ts';

/** The version that the caller expects, if they say so. */
export function expectedVersionOf(event: HttpEvent): number | undefined {
  const etag = header(event, 'if-match');
  if (etag === undefined) return undefined;
  const version = /^"([1-9]\d{0,14})"$/.exec(etag)?.[1];
  if (!version) throw new HttpError(400, 'If-Match takes the ETag of the item');
  return Number(version);
}
