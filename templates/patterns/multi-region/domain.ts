export const DEFAULT_DOMAIN = 'api.example.com';
export const DEFAULT_ZONE = 'Z0000000000000000000A';

const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
/** A certificate's name has 64 characters at most, `staging.` among them; a label has 63 everywhere. */
const DOMAIN = new RegExp(`^(?=.{4,56}$)(?:${LABEL}\\.)+(?=[a-z])(?=..)${LABEL}$`);

export const domainProblem = (value: string) =>
  DOMAIN.test(value)
    ? undefined
    : 'Name the API in small letters, digits, hyphens and dots, in 56 characters at most, such as api.example.com (Punycode for others): stages other than prod put theirs in front.';

export const zoneProblem = (value: string) =>
  /^Z[A-Z0-9]{1,31}$/.test(value)
    ? undefined
    : 'The id of a hosted zone is a Z and up to 31 capital letters and digits; `aws route53 list-hosted-zones` shows it after /hostedzone/.';
