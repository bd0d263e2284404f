import type { Authorizer } from '../../infrastructure/resolve/deployed-api.ts';
import { headerOf, type Request } from './request.ts';
import { messageResponse, type Response } from './response.ts';

/** The caller, in the forms in which events name it. */
export interface Identity {
  /** `requestContext.authorizer` of payload format 2.0. */
  readonly http?: object | undefined;
  /** `requestContext.authorizer` of payload format 1.0. */
  readonly rest?: object | undefined;
  /** `requestContext.identity` of payload format 1.0. */
  readonly iam?: object | undefined;
}

export type Claims = Readonly<Record<string, unknown>>;

export const NOBODY: Identity = {};

/** The caller of a request without credentials: nobody signs in locally. */
const localClaims = (issuer: string, audience: string, scopes: readonly string[]): Claims => ({
  sub: 'local-user',
  username: 'local-user',
  'cognito:username': 'local-user',
  email: 'local@example.com',
  email_verified: 'true',
  iss: issuer,
  aud: audience,
  client_id: audience,
  token_use: 'access',
  scope: scopes.join(' '),
});

const ACCOUNT = '000000000000';
const USER = { accessKey: 'LOCAL', arn: `arn:aws:iam::${ACCOUNT}:user/local`, id: 'AIDALOCAL' };

const iam = (): Identity => ({
  http: {
    iam: {
      accessKey: USER.accessKey,
      accountId: ACCOUNT,
      callerId: USER.id,
      cognitoIdentity: null,
      principalOrgId: null,
      userArn: USER.arn,
      userId: USER.id,
    },
  },
  iam: {
    accessKey: USER.accessKey,
    accountId: ACCOUNT,
    caller: USER.id,
    user: USER.id,
    userArn: USER.arn,
  },
});

/** The claims of a token, whose signature nobody checks; undefined for what is no token. */
function claimsOf(header: string): Claims | undefined {
  const [, payload] = header.replace(/^Bearer\s+/i, '').split('.');
  try {
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? claims : undefined;
  } catch {
    return undefined;
  }
}

type WriteList = (values: readonly unknown[]) => string;

const inBrackets: WriteList = (values) => `[${values.join(' ')}]`;
const withCommas: WriteList = (values) => values.join(',');

/** In an event, a claim is a text; how a list is written differs by the kind of API. */
const asTexts = (claims: Claims, list: WriteList) =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? list(value)
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value),
    ]),
  );

const identified = (claims: Claims, scopes: readonly string[]): Identity => ({
  http: { jwt: { claims: asTexts(claims, inBrackets), scopes: scopes.length > 0 ? scopes : null } },
  rest: { claims: asTexts(claims, withCommas) },
});

const unauthorized = () => messageResponse(401, 'Unauthorized');

const isExpired = ({ exp }: Claims) => typeof exp === 'number' && exp * 1000 < Date.now();

/** A pool of the project has no tokens of its own here: any will do. */
const isLocal = (issuer: string) =>
  /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com\//.test(issuer) ||
  issuer.startsWith('unresolved:');

function isForApi(claims: Claims, issuer: string, audience: readonly string[]): boolean {
  if (isLocal(issuer)) return true;
  const given = [claims.aud ?? claims.client_id].flat();
  return (
    claims.iss === issuer &&
    (audience.length === 0 || given.some((each) => audience.includes(String(each))))
  );
}

interface TokenRules {
  readonly header: string;
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly scopes: readonly string[];
}

function byToken(
  request: Request,
  { header, issuer, audience, scopes }: TokenRules,
): Identity | Response {
  const sent = headerOf(request, header);
  if (sent === undefined)
    return identified(localClaims(issuer, audience[0] ?? 'local', scopes), scopes);
  const claims = claimsOf(sent);
  if (!claims || isExpired(claims) || !isForApi(claims, issuer, audience)) return unauthorized();
  const granted = String(claims.scope ?? '').split(' ');
  const isAllowed = scopes.length === 0 || scopes.some((scope) => granted.includes(scope));
  return isAllowed ? identified(claims, scopes) : messageResponse(403, 'Forbidden');
}

/**
 * Who calls, by what an authorizer looks at: the claims of a token that is sent, else a local user. A response where
 * the gateway would refuse; undefined for an authorizer that is a function.
 */
export function identityBy(
  authorizer: Authorizer,
  request: Request,
): Identity | Response | undefined {
  if (authorizer.kind === 'none') return NOBODY;
  if (authorizer.kind === 'iam') return iam();
  if (authorizer.kind === 'jwt') return byToken(request, authorizer);
  if (authorizer.kind === 'lambda') return undefined;
  const [pool = ''] = authorizer.pools;
  const region = pool.split(':')[3] ?? 'us-east-1';
  const issuer = `https://cognito-idp.${region}.amazonaws.com/${pool.split('/').at(-1)}`;
  return byToken(request, { ...authorizer, issuer, audience: [] });
}

export const isResponse = (value: Identity | Response): value is Response => 'status' in value;
