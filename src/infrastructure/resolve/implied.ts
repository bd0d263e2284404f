import { type Identity, identityOf, type Surroundings } from './identity.ts';

interface Known {
  identity(id: string): Identity | undefined;
}

/** APIs that SAM makes for events without an API of their own. */
const APIS: Readonly<Record<string, string>> = {
  ServerlessHttpApi: 'AWS::Serverless::HttpApi',
  ServerlessRestApi: 'AWS::Serverless::Api',
};

/** Endings of the logical ids that SAM makes beside a resource's own. */
const MADE: readonly (readonly [ending: RegExp, type: string])[] = [
  [/^(.+)Role$/, 'AWS::IAM::Role'],
  [/^(.+)Url$/, 'AWS::Lambda::Url'],
];

/**
 * What `Ref` and `Fn::GetAtt` give of a resource that SAM makes by itself: `OrdersRole`, `ServerlessRestApi`.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export function impliedIdentity(
  id: string,
  around: Surroundings,
  known: Known,
): Identity | undefined {
  const api = APIS[id];
  if (api) return identityOf(api, id, {}, around);
  if (/^(ServerlessRestApi|\w+)\.?\w*Stage$/.test(id)) return { ref: 'Prod', attributes: {} };
  const [made] = MADE.flatMap(([ending, type]) => {
    const owner = ending.exec(id)?.[1];
    return owner && known.identity(owner) ? [type] : [];
  });
  if (made) return identityOf(made, id, {}, around);
  return qualifiedIdentity(id, known);
}

/** `Function.Version`, `Function.Alias` and `FunctionAliaslive` are the function, for locally there is one code. */
function qualifiedIdentity(id: string, known: Known): Identity | undefined {
  const owner = /^(.+?)(?:\.(?:Version|Alias)|Alias\w+)$/.exec(id)?.[1];
  const identity = owner ? known.identity(owner) : undefined;
  return identity && { ref: identity.attributes.Arn ?? identity.ref, attributes: {} };
}
