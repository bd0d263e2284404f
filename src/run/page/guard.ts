import type { IncomingMessage } from 'node:http';

/** Names of this machine for itself; the SDK makes the last of the first for `StartSyncExecution`. */
const HOSTS = ['127.0.0.1', 'localhost', 'sync-127.0.0.1'];

/** Whether a request names this machine as this machine does. */
export const isToThisMachine = (
  { headers }: Pick<IncomingMessage, 'headers'>,
  port: number,
): boolean => HOSTS.some((host) => headers.host === `${host}:${port}`);

/** The message for requests that the guard refuses. */
export const NOT_ALLOWED = 'Not for this host or origin';

/**
 * Whether a request may be answered: one to this machine by its own name (another name could be a page's that lets it
 * resolve to 127.0.0.1), and from no page but this one.
 */
export function isAllowed({ headers }: Pick<IncomingMessage, 'headers'>, port: number): boolean {
  const own = HOSTS.map((host) => `${host}:${port}`);
  if (!isToThisMachine({ headers }, port)) return false;
  const { origin } = headers;
  return origin === undefined || own.some((each) => origin === `http://${each}`);
}

/** Everything comes from this page: no script or style within it, no frame around it. */
export const SECURITY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;
