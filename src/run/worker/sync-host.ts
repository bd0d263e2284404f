import dns from 'node:dns';

/** The SDK sends `StartSyncExecution` to the host `sync-` and the endpoint's. */
const PREFIXED = /^sync-(?=127\.0\.0\.1$)/;

type Lookup = (host: unknown, ...rest: unknown[]) => void;

/** Lets this process find the local services by that name, too. */
export function resolveSyncHost(): void {
  const lookup = dns.lookup as unknown as Lookup;
  const own: Lookup = (host, ...rest) =>
    lookup(typeof host === 'string' ? host.replace(PREFIXED, '') : host, ...rest);
  // `promisify` finds its own form of the function in a property
  Object.defineProperties(own, Object.getOwnPropertyDescriptors(lookup));
  dns.lookup = own as unknown as typeof dns.lookup;
}
