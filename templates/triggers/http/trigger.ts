import { choice, text } from '../../../src/core/options.ts';
import {
  defineTrigger,
  type TriggerContext,
  type TriggerContribution,
} from '../../../src/core/trigger.ts';
import prices from '../../prices.json' with { type: 'json' };
import { existing } from '../options.ts';
import { arnPath, pathProblem } from './path.ts';
import {
  IMPLICIT_REST,
  isRest,
  REST_CONSTRUCTS,
  REST_TYPES,
  REST_UNSIGNED,
  resourcesOf,
} from './rest.ts';
import { samplesOf } from './samples.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'ANY'] as const;

/** The API of events of type HttpApi that name none: SAM makes it by itself, from Globals alone. */
const IMPLICIT_HTTP = {
  id: 'ServerlessHttpApi',
  type: 'AWS::Serverless::HttpApi (implicit)',
  event: 'HttpApi',
  property: 'ApiId',
};

/** In a project of ours, where the stage says how long logs are kept. */
const OF_STAGE = {
  'RetentionInDays: 30': `RetentionInDays: !FindInMap
        - Stages
        - !Ref Stage
        - LogDays`,
};

/** Lines that go when nobody has to sign. */
const UNSIGNED = {
  '\n    defaultAuthorizer: new authorizers.HttpIamAuthorizer(),': '',
  '\n    authorizer: new authorizers.HttpIamAuthorizer(),': '',
};

export default defineTrigger({
  id: 'http',
  title: 'HTTP API, REST API',
  summary: 'Answer requests to a path of an API; callers sign them unless auth is none.',
  options: {
    method: choice('Method of the request', METHODS),
    path: text('Path of the request, such as /orders/{id}', '/', pathProblem),
    auth: choice(
      'Who may call. iam: requests signed with AWS credentials (AWS_IAM); none: as the API says; on a new API, anybody',
      ['iam', 'none'],
    ),
    api: existing('HTTP or REST API of the stack; without it a new HTTP API'),
  },
  resource: {
    option: 'api',
    types: ['AWS::Serverless::HttpApi', 'AWS::ApiGatewayV2::Api', ...REST_TYPES],
    constructs: ['HttpApi', ...REST_CONSTRUCTS],
    implicit: [IMPLICIT_HTTP, IMPLICIT_REST],
    isShared: true,
  },
  needs: ['path'],
  isAnswered: true,
  contribute: (context) => (isRest(context) ? rest(context) : http(context)),
});

type Given = Omit<TriggerContext, 'options'> & { readonly options: Options };

interface Options {
  readonly method: string;
  readonly path: string;
  readonly auth: string;
}

function http(given: Given): TriggerContribution {
  const { isOwn, options, hasResource, resourceType } = given;
  const { method, path, auth } = options;
  const kind = hasResource ? 'existing' : 'new';
  const event = resourceType === IMPLICIT_HTTP.type ? 'implicit' : kind;
  const resources = hasResource ? [] : ['resources.yaml', ...(isOwn ? ['own.yaml'] : [])];
  const isOpen = isOwn && !hasResource && auth === 'none';
  return {
    sam: [...resources, `sam/${event}.yaml`, ...(auth === 'iam' ? [`sam/${event}-iam.yaml`] : [])],
    cloudformation: [...resources, `cloudformation/${kind}.yaml`],
    cdk: `${isOwn ? 'own' : 'cdk'}/${kind}${isOpen ? '-open' : ''}.ts`,
    // HTTP APIs were of a package of their own before
    cdkSince: 112,
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
      ...(isOwn ? OF_STAGE : {}),
    },
    samples: samplesOf(method, path),
    cost: [{ item: 'HTTP API', perMillion: prices.httpApiPerMillion }],
  };
}

function rest({ isOwn, options, resourceType }: Given): TriggerContribution {
  const { method, path, auth } = options;
  const isPlain = resourceType === 'AWS::ApiGateway::RestApi';
  const { lines, leaf, values } = resourcesOf(path);
  const paste = {
    fragment: 'rest/paste.yaml',
    replace: { '__resources__\n': lines && `${lines}\n`, __leaf__: leaf },
  };
  const event = resourceType === IMPLICIT_REST.type ? 'implicit' : 'existing';
  return {
    sam: isPlain
      ? [paste]
      : [`rest/sam/${event}.yaml`, ...(auth === 'iam' ? ['rest/sam/iam.yaml'] : [])],
    cloudformation: [paste],
    cdk: `${isOwn ? 'own' : 'cdk'}/rest${isOwn && auth === 'none' ? '-open' : ''}.ts`,
    byHand: {
      fragment: 'rest/paste.yaml',
      reason: 'the deployment of a REST API has to be made anew with each of its methods',
      hint: 'Name the new method in the DependsOn of its deployment, and give that another logical id.',
    },
    requires: ['rest-api', 'alarms'],
    files: auth === 'none' ? [] : ['rest'],
    replace: {
      ...values,
      __authorization__: auth === 'iam' ? 'AWS_IAM' : 'NONE',
      '__arn-path__': arnPath(method, path),
      "resourceForPath('/')": `resourceForPath('${path}')`,
      "addMethod('GET'": `addMethod('${method}'`,
      "'GET /'": `'${method} ${path}'`,
      ...(auth === 'none' ? REST_UNSIGNED : {}),
    },
    code: 'rest',
    samples: samplesOf(method, path),
    cost: [{ item: 'REST API', perMillion: prices.restApiPerMillion }],
  };
}
