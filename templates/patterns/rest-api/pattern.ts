import { nameForms } from '../../../src/core/names.ts';
import { choice } from '../../../src/core/options.ts';
import { type CostLine, definePattern, type FunctionRow } from '../../../src/core/pattern.ts';
import type { Iac, Project } from '../../../src/core/project.ts';
import { lambdaCost, lambdaRuns } from '../../lambda-cost.ts';
import type { Api, Auth } from '../../parts/http/event.ts';
import prices from '../../prices.json' with { type: 'json' };
import { events, items } from './events.ts';

/** MB and seconds of every function; the templates say the same, and a test compares them. */
const SIZE = { memory: 512, timeout: 10 };

const functions = (path: string): readonly FunctionRow[] => {
  const row = (name: string, trigger: string, ...actions: string[]): FunctionRow => ({
    name,
    trigger,
    permissions: actions.map((action) => `\`dynamodb:${action}\` on its table`),
    ...SIZE,
  });
  return [
    row('create', `\`POST ${path}\``, 'PutItem'),
    row('list', `\`GET ${path}\``, 'Query'),
    row('get', `\`GET ${path}/{id}\``, 'GetItem'),
    row('update', `\`PUT ${path}/{id}\``, 'UpdateItem'),
    row('delete', `\`DELETE ${path}/{id}\``, 'DeleteItem'),
  ];
};

function diagram(api: Api, auth: Auth, users: string | undefined) {
  const names = ['create', 'list', 'get', 'update', 'delete'];
  const cognito = users ? `JWT of the user pool of ${users}` : 'JWT of the user pool';
  const guard = { cognito, iam: 'AWS signature', none: 'no authorizer' }[auth];
  return {
    nodes: [
      { id: 'client', label: 'Client', shape: 'client' as const },
      { id: 'api', label: api === 'http' ? 'HTTP API' : 'WAF · REST API' },
      ...names.map((id) => ({ id, label: id, shape: 'function' as const })),
      { id: 'table', label: 'DynamoDB table', shape: 'store' as const },
    ],
    edges: [
      { from: 'client', to: 'api', label: guard },
      ...names.flatMap((id) => [
        { from: 'api', to: id },
        { from: id, to: 'table' },
      ]),
    ],
  };
}

/** Per million requests: an average run of 100 ms, 1 KB of logs, one write in five. */
function cost(api: Api, project: Project): readonly CostLine[] {
  const dynamodb = 0.2 * prices.dynamodbPerMillionWrites + 0.8 * prices.dynamodbPerMillionReads;
  const waf = { fixed: prices.wafAcl + 2 * prices.wafRule, perMillion: prices.wafPerMillion };
  return [
    api === 'http'
      ? { item: 'API Gateway (HTTP API)', perMillion: prices.httpApiPerMillion }
      : { item: 'API Gateway (REST API)', perMillion: prices.restApiPerMillion },
    ...(api === 'rest' ? [{ item: 'WAF', ...waf }] : []),
    {
      item: 'Lambda (100 ms a request)',
      ...lambdaCost(project, lambdaRuns(1, SIZE.memory, 100)),
    },
    { item: 'DynamoDB (a write to four reads)', perMillion: dynamodb },
    { item: 'Logs (1 KB a request)', perMillion: prices.logsPerGb },
    { item: 'Alarms on three metrics', fixed: 3 * prices.alarm },
    { item: 'Metrics of what is created and deleted', fixed: 2 * prices.customMetric },
  ];
}

const sampleEvents = (api: Api, auth: Auth, name: string) =>
  Object.entries({ ...events({ api, auth, path: `/${name}` }), _items: items(auth) }).map(
    ([sample, content]) => ({
      path: `events/${name}/${sample}.json`,
      text: `${JSON.stringify(content, null, 2)}\n`,
    }),
  );

const fragments = (api: Api, auth: Auth, ownPool: boolean) => [
  'main',
  api,
  ...(ownPool ? ['cognito'] : []),
  ...(api === 'http' && auth === 'none' ? [] : [`${api}-${auth}`]),
  'alarm',
];

/** How CloudWatch counts the answers from 500 up of each kind of API. */
const serverErrors = (api: Api, pascal: string) =>
  api === 'http'
    ? { '__api-errors__': '5xx', '__api-dimension__': 'ApiId', __api__: `!Ref ${pascal}Api` }
    : {
        '__api-errors__': '5XXError',
        '__api-dimension__': 'ApiName',
        __api__: `!Sub \${AWS::StackName}-${pascal}`,
      };

/** Where the names of its own pool would stand. */
const sharedPool = (pascal: string) => ({
  __Name__UserPool: `${pascal}UserPool`,
  __Users__: pascal,
});

const OPEN =
  'auth=none: everybody who finds the API can read and change its items. Use it for development only.';

const ROLE = 'needs a role of the account before its first deployment: see README.md';

/** In the stack, beside a pool of its own. CDK has the authorizer as a resource, and each route. */
function resources(iac: Iac, api: 'http' | 'rest', auth: string): number {
  if (iac === 'sam') return api === 'http' ? 26 : 30;
  return (api === 'http' ? 41 : 46) + (auth === 'cognito' ? 1 : 0);
}

export default definePattern({
  id: 'rest-api',
  title: 'REST API',
  group: 'APIs',
  summary: 'Create, read, list, update and delete items over HTTP.',
  services: ['API Gateway', 'Lambda', 'DynamoDB'],
  defaultName: 'items',
  options: {
    auth: choice('Who may call: users of a Cognito pool, IAM principals, or anybody', [
      'cognito',
      'iam',
      'none',
    ]),
    api: choice('HTTP API (cheaper, faster) or REST API (WAF, request models)', ['http', 'rest']),
  },
  contribute({ project, name, options: { auth, api }, others }) {
    const users =
      auth === 'cognito' ? others.find(({ pattern }) => pattern === 'user-auth')?.name : undefined;
    const ownPool = auth === 'cognito' && !users;
    const shared = ['common', api, auth, `${api}-${auth}`, ...(ownPool ? ['pool'] : [])];
    const cdk = [`cdk-${api}`, `cdk-${api}-${auth}${users ? '-shared' : ''}`];
    return {
      files: [
        ...shared,
        ...(project.iac === 'cdk' ? cdk : []),
        ...sampleEvents(api, auth, name.kebab),
      ],
      requires: [
        'env',
        'logger',
        'metrics',
        'http',
        'dynamodb',
        'function',
        'api-alarms',
        'outputs',
        'table',
        api === 'http' ? 'http-api' : 'rest-api',
        ...(ownPool ? ['user-pool'] : []),
      ],
      uses: users ? [users] : [],
      dependencies: ['@aws-sdk/util-dynamodb'],
      replace: {
        ...serverErrors(api, name.pascal),
        ...(users && sharedPool(nameForms(users).pascal)),
      },
      sam: fragments(api, auth, ownPool).map((fragment) => `sam/${fragment}.yaml`),
      construct: { className: name.pascal, module: `./${name.kebab}.ts` },
      guards: ['ErrorsAlarm', 'LatencyAlarm'],
      resources: resources(project.iac, api, auth) + (ownPool ? 2 : 0),
      describe: {
        functions: functions(`/${name.kebab}`),
        diagram: diagram(api, auth, users),
        cost: cost(api, project),
        costUnit: 'requests',
        warnings: auth === 'none' ? [`${name.kebab}: ${OPEN}`] : [],
        nextSteps: api === 'rest' ? [`${name.kebab} ${ROLE}`] : [],
        facts: { users: users ?? '' },
      },
    };
  },
});
