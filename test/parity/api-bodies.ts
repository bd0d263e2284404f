import { cognito, functionIn, jwt, type Route, validating } from './route.ts';
import type { Properties } from './template.ts';

interface Scheme {
  readonly name: string;
  readonly 'x-amazon-apigateway-authtype'?: string;
  readonly 'x-amazon-apigateway-authorizer'?: {
    readonly jwtConfiguration?: { readonly issuer: string; readonly audience: readonly string[] };
    readonly identitySource?: string;
    readonly providerARNs?: readonly string[];
  };
}

interface Operation {
  readonly security?: readonly Properties[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: { $ref: string } } };
  };
  readonly 'x-amazon-apigateway-auth'?: { readonly type: string };
  readonly 'x-amazon-apigateway-integration': {
    readonly uri: string;
    readonly type: string;
    readonly payloadFormatVersion?: string;
  };
  readonly 'x-amazon-apigateway-request-validator'?: string;
}

type Named<T> = Readonly<Record<string, T>>;

/** An OpenAPI document, as SAM writes it. */
export interface Body {
  readonly info: { readonly title: string };
  readonly paths: Named<Named<Operation>>;
  readonly components?: {
    readonly schemas?: Named<object>;
    readonly securitySchemes?: Named<Scheme>;
  };
  readonly 'x-amazon-apigateway-request-validators'?: Named<Properties>;
  readonly 'x-amazon-apigateway-gateway-responses'?: Named<object>;
}

function schemeIn(scheme: Scheme): string | undefined {
  const { jwtConfiguration, identitySource, providerARNs } =
    scheme['x-amazon-apigateway-authorizer'] ?? {};
  if (jwtConfiguration) {
    const { issuer, audience } = jwtConfiguration;
    return jwt(issuer, audience, identitySource);
  }
  return providerARNs && cognito(providerARNs, scheme.name);
}

function authorizerOf({ components }: Body, operation: Operation): string {
  const [name = 'NONE'] = Object.keys(operation.security?.[0] ?? {});
  const scheme = components?.securitySchemes?.[name];
  const isSigned = scheme?.['x-amazon-apigateway-authtype'] === 'awsSigv4';
  return (scheme && schemeIn(scheme)) ?? (isSigned ? 'AWS_IAM' : name);
}

function validatorOf(body: Body, operation: Operation): string | undefined {
  const name = operation['x-amazon-apigateway-request-validator'] ?? '';
  const validator = body['x-amazon-apigateway-request-validators']?.[name];
  return (
    validator && validating(validator.validateRequestBody, validator.validateRequestParameters)
  );
}

function modelOf({ components }: Body, { requestBody }: Operation): object {
  const { $ref } = requestBody?.content['application/json'].schema ?? { $ref: '' };
  return components?.schemas?.[$ref.split('/').at(-1)!] ?? {};
}

/** The routes that stand in an API's body. */
export function bodyRoutes(api: string, body: Body, isRest: boolean): readonly Route[] {
  const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return operations.map(({ path, method, operation }) => {
    const integration = operation['x-amazon-apigateway-integration'];
    const model = { model: modelOf(body, operation), validates: validatorOf(body, operation) };
    const settings = {
      type: integration.type.toUpperCase(),
      authorizer: authorizerOf(body, operation),
      ...(isRest ? model : { payload: integration.payloadFormatVersion }),
    };
    return { api, method: method.toUpperCase(), path, fn: functionIn(integration.uri), settings };
  });
}
