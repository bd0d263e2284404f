import { ofType, properties, type Template } from './template.ts';

interface Api {
  Auth?: {
    DefaultAuthorizer?: string;
    EnableIamAuthorizer?: boolean;
    Authorizers?: Record<string, Authorizer>;
  };
}

interface Authorizer {
  IdentitySource: string;
  JwtConfiguration: { issuer: string; audience: string[] };
}

interface Event {
  Type: string;
  Properties: { ApiId: string; Auth?: { Authorizer?: string }; Method: string; Path: string };
}

/** `METHOD /path` → `Function: who may call`. */
export function routes(template: Template, api: string): Record<string, string> {
  const functions = ofType<{ Events?: Record<string, Event> }>(template, 'AWS::Lambda::Function');
  return Object.fromEntries(
    Object.entries(functions).flatMap(([id, { Events = {} }]) =>
      Object.values(Events)
        .filter(({ Type, Properties }) => Type === 'HttpApi' && Properties.ApiId === api)
        .map((event) => {
          const { Method, Path } = event.Properties;
          return [`${Method} ${Path}`, `${id}: ${callersOf(template, event)}`];
        }),
    ),
  );
}

/** The routes to functions of the API's own instance; triggers may have brought others. */
export function ownRoutes(template: Template, api: string): Record<string, string> {
  const instance = api.replace(/Api$/, '');
  const all = Object.entries(routes(template, api));
  return Object.fromEntries(all.filter(([, target]) => target.startsWith(instance)));
}

/** API → properties of its stage. */
export function stages(template: Template): Record<string, unknown> {
  return ofType(template, 'AWS::Serverless::HttpApi');
}

function callersOf(template: Template, { Properties }: Event): string {
  const { Auth } = properties<Api>(template, Properties.ApiId);
  const name = Properties.Auth?.Authorizer ?? Auth?.DefaultAuthorizer ?? 'NONE';
  if (name === 'AWS_IAM' && !Auth?.EnableIamAuthorizer) return 'an authorizer that is off';
  const authorizer = Auth?.Authorizers?.[name];
  if (!authorizer) return name;
  const { issuer, audience } = authorizer.JwtConfiguration;
  return `JWT of ${issuer} for ${audience} in ${authorizer.IdentitySource}`;
}
