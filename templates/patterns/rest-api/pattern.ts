import { nameForms } from '../../../src/core/names.ts';
import { choice } from '../../../src/core/options.ts';
import { type CostLine, definePattern, type FunctionRow } from '../../../src/core/pattern.ts';
import type { Iac, Instance, Project } from '../../../src/core/project.ts';
import { lambdaCost, lambdaRuns } from '../../lambda-cost.ts';
import type { Api, Auth } from '../../parts/http/event.ts';
import prices from '../../prices.json' with { type: 'json' };
import { regionProblem } from '../../regions.ts';
import { events, items, rows } from './events.ts';

/** MB and seconds of every function; the templates say the same, and a test compares them. */
const SIZE = { memory: 512, timeout: 10 };

/** Where items are; PostgreSQL is reached through the Data API, or directly in the VPC of the project. */
type Store = 'dynamodb' | 'data-api' | 'in-vpc';

const isDatabase = (store: Store) => store !== 'dynamodb';

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

const HOURS_A_MONTH = 730;

const AURORA: CostLine = {
  item: 'Aurora at 0.5 ACU, its least in production',
  fixed: 0.5 * HOURS_A_MONTH * prices.auroraPerAcuHour,
};

/** A write to four reads; the database at the least that it has in production. */
const STORE_COST: Readonly<Record<Store, readonly CostLine[]>> = {
  dynamodb: [
    {
      item: 'DynamoDB (a write to four reads)',
      perMillion: 0.2 * prices.dynamodbPerMillionWrites + 0.8 * prices.dynamodbPerMillionReads,
    },
  ],
  'data-api': [
    AURORA,
    {
      item: 'Aurora: reads and writes of storage, Data API',
      perMillion: prices.auroraPerMillionIos + prices.dataApiPerMillion,
    },
    { item: 'Two secrets', fixed: 2 * prices.secret },
  ],
  'in-vpc': [
    AURORA,
    { item: 'Aurora: reads and writes of storage', perMillion: prices.auroraPerMillionIos },
    { item: 'A secret', fixed: prices.secret },
  ],
};

/** Per million requests: an average run of 100 ms, 1 KB of logs, one write in five. */
function cost(api: Api, project: Project, store: Store): readonly CostLine[] {
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
    ...STORE_COST[store],
    { item: 'Logs (1 KB a request)', perMillion: prices.logsPerGb },
    { item: 'Alarms on three metrics', fixed: 3 * prices.alarm },
    { item: 'Metrics of what is created and deleted', fixed: 2 * prices.customMetric },
  ];
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

/** The packages that the parts of a store leave open. */
const PACKAGES: Readonly<Record<Store, readonly string[]>> = {
  dynamodb: ['@aws-sdk/util-dynamodb'],
  'data-api': [],
  'in-vpc': [],
};

function partsOf(store: Store, vpc: Instance | undefined): readonly string[] {
  if (store === 'dynamodb') return ['dynamodb', 'table'];
  return store === 'data-api' ? ['data-api'] : [`database-in-${vpc!.options.network}-vpc`];
}

/** In the SAM template, what a function of this name does with the table; of the database, all do the same. */
const onTable = (action: string) => `Action: dynamodb:${action}
                Resource: !GetAtt __Name__Table.Arn`;

/** What functions are given, and may do, by how they reach the database. */
const ACCESS = {
  'data-api': {
    allowed: `Action: rds-data:ExecuteStatement
                Resource: !GetAtt DatabaseCluster.DBClusterArn
              - Effect: Allow
                Action: secretsmanager:GetSecretValue
                Resource: !Ref DatabaseUser`,
    variables: `DATABASE_ARN: !GetAtt DatabaseCluster.DBClusterArn
          DATABASE_SECRET_ARN: !Ref DatabaseUser`,
  },
  'in-vpc': {
    allowed: `Action: rds-db:connect
                Resource: !Sub arn:\${AWS::Partition}:rds-db:\${AWS::Region}:\${AWS::AccountId}:dbuser:\${DatabaseCluster.DBClusterResourceId}/app`,
    variables: `PGHOST: !GetAtt DatabaseCluster.Endpoint.Address
          PGPORT: !GetAtt DatabaseCluster.Endpoint.Port
          PGUSER: app
          PGDATABASE: app
          PGSSLMODE: verify-full
          # The certificate authorities of RDS, which the runtime does not load by itself
          NODE_EXTRA_CA_CERTS: /var/runtime/ca-cert.pem`,
  },
};

/** What migrations need for a user with a password. */
const WITHOUT_PASSWORD = {
  '\n          DATABASE_USER_ARN: !Ref DatabaseUser': '',
  '\n              - Effect: Allow\n                Action: secretsmanager:GetSecretValue\n                Resource: !Ref DatabaseUser':
    '',
};

const onDatabase = (pascal: string, access: 'data-api' | 'in-vpc') => ({
  ...Object.fromEntries(
    ['PutItem', 'Query', 'GetItem', 'UpdateItem', 'DeleteItem'].map((action) => [
      onTable(action),
      ACCESS[access].allowed,
    ]),
  ),
  'TABLE_NAME: !Ref __Name__Table': ACCESS[access].variables,
  ...(access === 'in-vpc' && WITHOUT_PASSWORD),
  ...Object.fromEntries(
    ['Create', 'List', 'Get', 'Update', 'Delete'].map((name) => [
      `__Name__${name}:
    Type: AWS::Serverless::Function`,
      `${pascal}${name}:
    Type: AWS::Serverless::Function
    DependsOn: ${pascal}Migration`,
    ]),
  ),
});

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
        cost: cost(api, project, store),
        costUnit: 'requests',
        warnings: auth === 'none' ? [`${name.kebab}: ${OPEN}`] : [],
        nextSteps: api === 'rest' ? [`${name.kebab} ${ROLE}`] : [],
        facts: { users: users ?? '', stored: store },
      },
    };
  },
});
