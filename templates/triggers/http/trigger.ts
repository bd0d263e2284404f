import { choice, text } from '../../../src/core/options.ts';
import { defineTrigger } from '../../../src/core/trigger.ts';
import prices from '../../prices.json' with { type: 'json' };
import { existing } from '../options.ts';
import { arnPath, pathProblem } from './path.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'ANY'] as const;

/** Lines that go when nobody has to sign. */
const UNSIGNED = {
  '\n    defaultAuthorizer: new authorizers.HttpIamAuthorizer(),': '',
  '\n    authorizer: new authorizers.HttpIamAuthorizer(),': '',
};

export default defineTrigger({
  id: 'http',
  title: 'HTTP API',
  summary: 'Answer requests to a path of an HTTP API; callers sign them unless auth is none.',
  options: {
    method: choice('Method of the request', METHODS),
    path: text('Path of the request, such as /orders/{id}', '/', pathProblem),
    auth: choice('iam: callers sign (AWS_IAM); none: as the API demands, a new one nothing', [
      'iam',
      'none',
    ]),
    api: existing('HTTP API of the stack; a new one unless given'),
  },
  resource: {
    option: 'api',
    types: ['AWS::Serverless::HttpApi', 'AWS::ApiGatewayV2::Api'],
    constructs: ['HttpApi'],
  },
  contribute({ isOwn, options: { method, path, auth }, hasResource }) {
    const kind = hasResource ? 'existing' : 'new';
    const resources = hasResource ? [] : ['resources.yaml', ...(isOwn ? ['own.yaml'] : [])];
    const isOpen = isOwn && !hasResource && auth === 'none';
    return {
      sam: [...resources, `sam/${kind}.yaml`, ...(auth === 'iam' ? [`sam/${kind}-iam.yaml`] : [])],
      cloudformation: [...resources, `cloudformation/${kind}.yaml`],
      cdk: `${isOwn ? 'own' : 'cdk'}/${kind}${isOpen ? '-open' : ''}.ts`,
      requires: ['http-api', 'alarms'],
      // What an API that stands demands by itself is not known here
      files: hasResource && auth === 'none' ? [] : [kind],
      replace: {
        __authorization__: auth === 'iam' ? 'AWS_IAM' : 'NONE',
        '__arn-path__': arnPath(method, path),
        "path: '/'": `path: '${path}'`,
        'HttpMethod.GET': `HttpMethod.${method}`,
        "'GET /'": `'${method} ${path}'`,
        ": AWS_IAM'": auth === 'iam' ? ": AWS_IAM'" : ": NONE'",
        ...(auth === 'none' ? UNSIGNED : {}),
      },
      cost: [{ item: 'HTTP API', perMillion: prices.httpApiPerMillion }],
    };
  },
});
