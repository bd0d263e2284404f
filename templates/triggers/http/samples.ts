import type { Substitutions } from '../../../src/core/fold/render.ts';
import { jsonText } from '../../../src/core/values/json.ts';

const PARAMETER = /\{([A-Za-z]\w*)\+?\}/g;

/** `pathParameters` as an event of the route has them, in lines of JSON; undefined when it has none. */
function parametersOf(path: string): string | undefined {
  const names = [...path.matchAll(PARAMETER)].map(([, name]) => `    ${jsonText(name!)}: "1001"`);
  return names.length > 0 ? `{\n${names.join(',\n')}\n  }` : undefined;
}

/** What a client sends that has no body. */
const BODILESS: Substitutions = {
  '    "content-length": "13",\n    "content-type": "application/json",\n': '',
  '  "body": "{\\"id\\":\\"1001\\"}",\n  "isBase64Encoded"': '  "isBase64Encoded"',
  "expect(body).toEqual({ id: '1001' })": 'expect(body).toBe(undefined)',
};

/** Events of a route: a parameter of its path is 1001, and ANY is a POST. */
export function samplesOf(method: string, path: string): Substitutions {
  const sent = method === 'ANY' ? 'POST' : method;
  const at = path.replace(PARAMETER, '1001');
  const parameters = parametersOf(path);
  const route = jsonText(`${method} ${path}`);
  return {
    '"routeKey": "POST /"': `"routeKey": ${route}`,
    '"method": "POST"': `"method": "${sent}"`,
    '"httpMethod": "POST"': `"httpMethod": "${sent}"`,
    '"rawPath": "/"': `"rawPath": ${jsonText(at)}`,
    '"path": "/"': `"path": ${jsonText(at)}`,
    '"path": "/v1/"': `"path": ${jsonText(`/v1${at}`)}`,
    '"resource": "/"': `"resource": ${jsonText(path)}`,
    '"resourcePath": "/"': `"resourcePath": ${jsonText(path)}`,
    "toBe('POST')": `toBe('${sent}')`,
    ...(parameters ? withParameters(parameters) : {}),
    ...(sent === 'GET' ? BODILESS : {}),
  };
}

const withParameters = (parameters: string): Substitutions => ({
  '"pathParameters": null': `"pathParameters": ${parameters}`,
  '  "requestContext": {\n    "accountId": "123456789012",\n    "apiId": "a1b2c3d4e5",\n    "authorizer"': `  "pathParameters": ${parameters},\n  "requestContext": {\n    "accountId": "123456789012",\n    "apiId": "a1b2c3d4e5",\n    "authorizer"`,
});
