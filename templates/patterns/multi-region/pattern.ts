import { createHash } from 'node:crypto';
import { text } from '../../../src/core/options.ts';
import { type CostLine, definePattern, type FunctionRow } from '../../../src/core/pattern.ts';
import type { Project } from '../../../src/core/project.ts';
import { lambdaCost, lambdaRuns } from '../../lambda-cost.ts';
import prices from '../../prices.json' with { type: 'json' };
import { DEFAULT_DOMAIN, DEFAULT_ZONE, domainProblem, zoneProblem } from './domain.ts';
import { events, items } from './events.ts';
import { regionsOf, regionsProblem } from './regions.ts';
import { alarms, environments, replicas } from './sam.ts';

/** MB and seconds of the functions; the templates say the same, and a test compares them. */
const SIZE = { memory: 512, timeout: 10 };

const functions = (path: string, health: string): readonly FunctionRow[] => [
  {
    name: 'get',
    trigger: `\`GET ${path}/{id}\``,
    permissions: ['`dynamodb:GetItem` on the table'],
    ...SIZE,
  },
  {
    name: 'put',
    trigger: `\`PUT ${path}/{id}\``,
    permissions: ['`dynamodb:PutItem` on the table'],
    ...SIZE,
  },
  {
    name: 'health',
    trigger: `\`GET ${health}\`, from Route 53`,
    permissions: ['`dynamodb:GetItem` on the table', '`ssm:GetParameter` on the switch'],
    ...SIZE,
    timeout: 3,
  },
];

const perRegion = (region: string, i: number) => ({
  nodes: [
    { id: `api${i}`, label: `${region}: HTTP API` },
    { id: `functions${i}`, label: 'get · put · health', shape: 'function' as const },
    { id: `table${i}`, label: `${i === 0 ? 'Global table' : 'Replica'}`, shape: 'store' as const },
  ],
  edges: [
    { from: 'dns', to: `api${i}`, label: 'nearest, if healthy' },
    { from: `api${i}`, to: `functions${i}` },
    { from: `functions${i}`, to: `table${i}` },
    ...(i === 0 ? [] : [{ from: 'table0', to: `table${i}`, label: 'both ways', dashed: true }]),
  ],
});

function diagram(regions: readonly string[]) {
  const each = regions.map(perRegion);
  return {
    nodes: [
      { id: 'client', label: 'Client', shape: 'client' as const },
      { id: 'dns', label: 'Route 53: latency records, health checks' },
      ...each.flatMap(({ nodes }) => nodes),
      { id: 'alarm', label: 'Health alarms · SNS topic in us-east-1' },
    ],
    edges: [
      { from: 'client', to: 'dns', label: 'one name' },
      ...each.flatMap(({ edges }) => edges),
      { from: 'dns', to: 'alarm', dashed: true },
    ],
  };
}

/** Millions of requests a month that the six health checkers of three regions make, each every 30 s. */
const HEALTH_REQUESTS = 0.52;

/** Metrics that the alarms of a region watch: three of the API, one of the health check. */
const ALARM_METRICS = 3 + 1;

/** Per million requests: as rest-api's, and each write in every region. */
function cost(regions: number, project: Project): readonly CostLine[] {
  const lambda = lambdaCost(project, lambdaRuns(1, SIZE.memory, 100));
  const request = prices.httpApiPerMillion + lambda.perMillion + prices.logsPerGb;
  const check = prices.healthCheck + prices.healthCheckHttps + prices.healthCheckString;
  const writes = 0.2 * regions * prices.dynamodbPerMillionWrites;
  const reads = 0.8 * prices.dynamodbPerMillionReads;
  return [
    { item: 'API Gateway (HTTP API)', perMillion: prices.httpApiPerMillion },
    { item: 'Lambda (100 ms a request)', ...lambda },
    { item: `DynamoDB (20 % writes, in ${regions} regions)`, perMillion: writes + reads },
    { item: 'Logs (1 KB a request)', perMillion: prices.logsPerGb },
    { item: `Health checks (${regions})`, fixed: regions * check },
    {
      item: `Requests of the checks (${HEALTH_REQUESTS} M each)`,
      fixed: regions * HEALTH_REQUESTS * request,
    },
    {
      item: `Alarms on ${regions * ALARM_METRICS} metrics`,
      fixed: regions * ALARM_METRICS * prices.alarm,
    },
    { item: 'A metric of what is stored', fixed: regions * prices.customMetric },
  ];
}

const sampleEvents = (name: string, health: string, region: string) =>
  Object.entries({ ...events(`/${name}`, health), _items: items(region) }).map(
    ([sample, content]) => ({
      path: `events/${name}/${sample}.json`,
      text: `${JSON.stringify(content, null, 2)}\n`,
    }),
  );

/** The type of what a function is given, where it is no bundle of the CDK. */
const IMAGE_PROPS = {
  "{ NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs'":
    "{ FunctionOptions } from 'aws-cdk-lib/aws-lambda'",
  NodejsFunctionProps: 'FunctionOptions',
};

/** A path that nobody guesses who does not know the project: the health checkers cannot sign in. */
function healthPath(stack: string, options: Readonly<Record<string, string>>): string {
  const known = [stack, options.domain, options['hosted-zone']].join('\n');
  return `health-${createHash('sha256').update(known).digest('hex').slice(0, 12)}`;
}

const DEFAULT_REGIONS = ['us-east-1', 'eu-west-1'];

/** As in a sentence: `us-east-1` and `eu-west-1`. */
const inWords = (regions: readonly string[]) =>
  new Intl.ListFormat('en').format(regions.map((region) => `\`${region}\``));

/** A list as Biome formats it behind `const regions: [string, ...string[]] = `. */
function listOf(regions: readonly string[]): string {
  const quoted = regions.map((region) => `'${region}'`);
  const line = `[${quoted.join(', ')}]`;
  const isShort = `const regions: [string, ...string[]] = ${line};`.length <= 100;
  return isShort ? line : `[\n${quoted.map((region) => `  ${region},\n`).join('')}]`;
}

/** Its templates have Globals of their own. */
const PUBLISHED = {
  '    RecursiveLoop: Terminate': `    RecursiveLoop: Terminate
    AutoPublishAlias: live
    # A new timeout, role or layer is a new version as well
    AutoPublishAliasAllProperties: true`,
};

export default definePattern({
  id: 'multi-region',
  title: 'Multi-region API',
  group: 'Several regions',
  summary: 'Serve one API from several regions, and keep serving when one of them fails.',
  services: ['Route 53', 'API Gateway', 'Lambda', 'DynamoDB global table'],
  defaultName: 'global',
  options: {
    regions: text(
      'AWS regions, with commas between them; the first is the primary',
      DEFAULT_REGIONS.join(','),
      regionsProblem,
    ),
    domain: text(
      'Name of the API in prod; may be set at deployment',
      DEFAULT_DOMAIN,
      domainProblem,
    ),
    'hosted-zone': text('Id of the hosted zone of that domain', DEFAULT_ZONE, zoneProblem),
  },
  contribute({ project, name, options }) {
    const regions = regionsOf(options.regions);
    const stack = `${project.app}-${name.kebab}`;
    const health = healthPath(stack, options);
    return {
      files: ['common', project.iac, ...sampleEvents(name.kebab, `/${health}`, regions[0]!)],
      requires: [
        'env',
        'logger',
        'metrics',
        'http',
        'dynamodb',
        'function',
        'api-alarms',
        'http-api',
        // In SAM the table is there in one region alone: the pattern's own tests ask for it
        project.iac === 'cdk' ? 'table' : 'tables',
      ],
      dependencies: ['@aws-sdk/client-ssm', '@aws-sdk/util-dynamodb'],
      scripts: {
        [`drill:${name.kebab}`]: `node --experimental-strip-types scripts/${name.kebab}/drill.ts`,
      },
      replace: {
        [listOf(DEFAULT_REGIONS)]: listOf(regions),
        [DEFAULT_DOMAIN]: options.domain,
        [DEFAULT_ZONE]: options['hosted-zone'],
        ...(project.packageType === 'image' ? IMAGE_PROPS : {}),
        __health__: health,
        __primary__: regions[0]!,
        __replicas__: replicas(regions),
        __alarms__: alarms(stack, name, regions),
        __environments__: environments(stack, name, regions),
        ...(project.alias && project.iac === 'sam' ? PUBLISHED : {}),
      },
      construct: {
        className: `${name.camel}Stacks`,
        module: `./${name.kebab}.ts`,
        app: `${name.camel}Stacks(app);`,
      },
      describe: {
        functions: functions(`/${name.kebab}`, `/${health}`),
        diagram: diagram(regions),
        cost: cost(regions.length, project),
        costUnit: 'requests',
        facts: {
          primary: regions[0]!,
          places: regions.join(' '),
          listed: inWords(regions),
          health,
        },
        nextSteps: [
          `${name.kebab} needs a domain, its hosted zone and a token issuer before it can be deployed: README, "${name.kebab}".`,
        ],
      },
    };
  },
});
