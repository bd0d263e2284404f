import { nameForms } from '../../../src/core/names.ts';
import { choice } from '../../../src/core/options.ts';
import { definePattern, type FunctionRow } from '../../../src/core/pattern.ts';
import type { Iac } from '../../../src/core/project.ts';
import type { Api, Auth } from '../../parts/http/event.ts';
import { regionProblem } from '../../regions.ts';
import { cost } from './cost.ts';
import { events, items, rows } from './events.ts';
import { isDatabase, onDatabase, PACKAGES, partsOf, type Store } from './store.ts';

/** MB and seconds of every function; the templates say the same, and a test compares them. */
const SIZE = { memory: 512, timeout: 10 };

const ON_DATABASE = {
  'data-api': [
    '`rds-data:ExecuteStatement` on the database',
    "`secretsmanager:GetSecretValue` on its user's secret",
  ],
  'in-vpc': ['`rds-db:connect` as the user `app` of the database'],
};

const ON_DATABASE_AS_MASTER = {
  'data-api': [
    '`rds-data:ExecuteStatement` and transactions on the database',
    '`secretsmanager:GetSecretValue` on the secrets of its master and its user',
  ],
  'in-vpc': [
    '`rds-data:ExecuteStatement` and transactions on the database',
    '`secretsmanager:GetSecretValue` on the secret of its master',
  ],
};

const functions = (path: string, store: Store): readonly FunctionRow[] => {
  const row = (name: string, trigger: string, action: string): FunctionRow => ({
    name,
    trigger,
    permissions:
      store === 'dynamodb' ? [`\`dynamodb:${action}\` on its table`] : ON_DATABASE[store],
    ...SIZE,
  });
  const migrate = (access: 'data-api' | 'in-vpc'): FunctionRow => ({
    name: 'migrate',
    trigger: 'each deployment with a new migration',
    permissions: ON_DATABASE_AS_MASTER[access],
    ...SIZE,
    timeout: 300,
    isOutside: true,
  });
  return [
    row('create', `\`POST ${path}\``, 'PutItem'),
    row('list', `\`GET ${path}\``, 'Query'),
    row('get', `\`GET ${path}/{id}\``, 'GetItem'),
    row('update', `\`PUT ${path}/{id}\``, 'UpdateItem'),
    row('delete', `\`DELETE ${path}/{id}\``, 'DeleteItem'),
    ...(store === 'dynamodb' ? [] : [migrate(store)]),
  ];
};

function diagram(api: Api, auth: Auth, users: string | undefined, store: Store) {
  const names = ['create', 'list', 'get', 'update', 'delete'];
  const cognito = users ? `JWT of the user pool of ${users}` : 'JWT of the user pool';
  const guard = { cognito, iam: 'AWS signature', none: 'no authorizer' }[auth];
  return {
    nodes: [
      { id: 'client', label: 'Client', shape: 'client' as const },
      { id: 'api', label: api === 'http' ? 'HTTP API' : 'WAF · REST API' },
      ...names.map((id) => ({ id, label: id, shape: 'function' as const })),
      {
        id: 'table',
        label: isDatabase(store) ? 'Aurora PostgreSQL' : 'DynamoDB table',
        shape: 'store' as const,
      },
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

function sampleEvents(api: Api, auth: Auth, name: string, store: Store) {
  const found = store === 'dynamodb' ? { _items: items(auth) } : { _rows: rows(auth, name) };
  return Object.entries({ ...events({ api, auth, path: `/${name}` }), ...found }).map(
    ([sample, content]) => ({
      path: `events/${name}/${sample}.json`,
      text: `${JSON.stringify(content, null, 2)}\n`,
    }),
  );
}

const fragments = (api: Api, auth: Auth, ownPool: boolean, store: Store) => [
  isDatabase(store) ? 'postgres' : 'dynamodb',
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

/** What migrates, less the table that there is not. CDK has the policy of a role as a resource. */
const MIGRATING = { cdk: 4, sam: 3 };

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
    store: choice(
      'Items in DynamoDB, or in Aurora PostgreSQL for SQL ($44 a month in staging and in prod, at 0.5 ACU)',
      ['dynamodb', 'postgres'],
    ),
  },
  problem: ({ project: { region }, options: { auth, store } }) =>
    regionProblem(region, [
      ...(auth === 'cognito' ? (['Cognito user pools'] as const) : []),
      ...(store === 'postgres' ? (['the Data API of Aurora PostgreSQL'] as const) : []),
    ]),
  contribute({ project, name, options: { auth, api, store: kind }, others }) {
    const vpc = kind === 'postgres' ? others.find(({ pattern }) => pattern === 'vpc') : undefined;
    const store = kind === 'dynamodb' ? kind : vpc ? 'in-vpc' : 'data-api';
    const users =
      auth === 'cognito' ? others.find(({ pattern }) => pattern === 'user-auth')?.name : undefined;
    const ownPool = auth === 'cognito' && !users;
    const stored = isDatabase(store) ? ['postgres', store] : [store];
    const shared = ['common', ...stored, api, auth, `${api}-${auth}`, ...(ownPool ? ['pool'] : [])];
    const cdk = [
      `cdk-${api}-${kind}`,
      ...(isDatabase(store) ? [`cdk-${store}`] : []),
      `cdk-${api}-${auth}${users ? '-shared' : ''}`,
    ];
    return {
      files: [
        ...shared,
        ...(project.iac === 'cdk' ? cdk : []),
        ...sampleEvents(api, auth, name.kebab, store),
      ],
      requires: [
        'env',
        'logger',
        'metrics',
        'http',
        ...partsOf(store, vpc),
        'function',
        'api-alarms',
        'outputs',
        api === 'http' ? 'http-api' : 'rest-api',
        ...(ownPool ? ['user-pool'] : []),
      ],
      uses: [...(users ? [users] : []), ...(vpc ? [vpc.name] : [])],
      dependencies: PACKAGES[store],
      ...(isDatabase(store) && { calls: ['rds-data'] }),
      replace: {
        ...(store !== 'dynamodb' && onDatabase(name.pascal, store)),
        ...serverErrors(api, name.pascal),
        ...(users && sharedPool(nameForms(users).pascal)),
      },
      sam: fragments(api, auth, ownPool, store).map((fragment) => `sam/${fragment}.yaml`),
      construct: { className: name.pascal, module: `./${name.kebab}.ts` },
      guards: ['ErrorsAlarm', 'LatencyAlarm'],
      resources:
        resources(project.iac, api, auth) +
        (ownPool ? 2 : 0) +
        (isDatabase(store) ? MIGRATING[project.iac] : 0),
      describe: {
        functions: functions(`/${name.kebab}`, store),
        diagram: diagram(api, auth, users, store),
        cost: cost(api, project, store, SIZE.memory),
        costUnit: 'requests',
        warnings: auth === 'none' ? [`${name.kebab}: ${OPEN}`] : [],
        nextSteps: api === 'rest' ? [`${name.kebab} ${ROLE}`] : [],
        facts: { users: users ?? '', stored: store },
      },
    };
  },
});
