const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(`^(?=.{1,253}$)(?:${LABEL}\\.)+(?=[a-z])(?=..)${LABEL}$`, 'i');

/** All environment variables of a function share 4 KB. */
const MAX_LENGTH = 2000;

/** Why a list of domains is refused: `none`, or domain names separated by commas. */
export function problemWithDomains(list: string): string | undefined {
  if (list === 'none') return undefined;
  if (list.length > MAX_LENGTH) return `The list takes ${MAX_LENGTH} characters at most.`;
  const bad = list.split(',').find((domain) => !DOMAIN.test(domain));
  if (bad === undefined) return undefined;
  return `${JSON.stringify(bad)} is not a domain name. Write "none", or names such as example.com,example.org: separated by commas alone, in ASCII (Punycode for others).`;
}
