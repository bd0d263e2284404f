import type { Name } from '../../../src/core/names.ts';
import { choice, text } from '../../../src/core/options.ts';
import { type CostLine, definePattern, type FunctionRow } from '../../../src/core/pattern.ts';
import type { Project } from '../../../src/core/project.ts';
import { lambdaCost, lambdaRuns } from '../../lambda-cost.ts';
import { EMPTY_POLLS } from '../../parts/worker/polls.ts';
import prices from '../../prices.json' with { type: 'json' };
import {
  consumerFragments,
  consumersProblem,
  lineReplacements,
  parseConsumers,
  replacements,
} from './consumers.ts';
import { diagram, type Fifo } from './diagram.ts';
import { publishEvent, type Source } from './events.ts';

/** MB and seconds; the templates say the same. */
const MEMORY = 512;
const WORKER_TIMEOUT = 30;
const publishTimeout = (source: Source) => (source === 's3' ? WORKER_TIMEOUT : 10);

function publishRow(source: Source, path: string): FunctionRow {
  const triggers = {
    api: `\`POST ${path}\``,
    s3: 'objects `*.json` in its bucket, through a queue',
    none: 'invoked by your own code',
  };
  const more = {
    api: [],
    s3: ["`s3:GetObjectVersion` on its bucket's objects", 'receive and delete on its queue'],
    none: ['`sqs:SendMessage` on its dead-letter queue'],
  };
  return {
    name: 'publish',
    trigger: triggers[source],
    permissions: ['`sns:Publish` on its topic', ...more[source]],
    memory: MEMORY,
    timeout: publishTimeout(source),
  };
}

const functions = (source: Source, path: string, consumers: readonly Name[]) => [
  publishRow(source, path),
  ...consumers.map(({ kebab }) => ({
    name: kebab,
    trigger: 'its queue',
    permissions: [
      '`dynamodb:GetItem` and `dynamodb:PutItem` on the table',
      'receive and delete on its queue',
    ],
    memory: MEMORY,
    timeout: WORKER_TIMEOUT,
  })),
];

/**
 * Per million events, each for all consumers: a publish takes 100 ms, a consumer handles a message in
 * 100 ms, by itself, for few events fill no batch; each is sent, received and deleted, 1 KB of logs for each message.
 * An alarm on several metrics costs as much as one for each.
 */
function cost(
  project: Project,
  source: Source,
  fifo: Fifo,
  consumers: number,
): readonly CostLine[] {
  const lambda = lambdaCost(project, lambdaRuns(1 + consumers, MEMORY, 100));
  const queues = consumers + (source === 's3' ? 1 : 0);
  const [sns, sqs] =
    fifo === 'yes'
      ? [
          prices.snsFifoPerMillion + consumers * prices.snsFifoDeliveryPerMillion,
          prices.sqsFifoPerMillion,
        ]
      : [prices.snsPerMillion, prices.sqsPerMillion];
  // Of each consumer: two queues of dead letters, the age of its queue, errors; of what publishes: three of
  // its API, or errors and two of its queue, or errors and one of its dead letters
  const metrics = 4 * consumers + { api: 3, s3: 3, none: 2 }[source];
  return [
    ...(source === 'api'
      ? [{ item: 'API Gateway (HTTP API)', perMillion: prices.httpApiPerMillion }]
      : []),
    ...(source === 's3'
      ? [{ item: 'S3 requests', perMillion: prices.s3PerMillionPuts + prices.s3PerMillionGets }]
      : []),
    { item: 'SNS', perMillion: sns },
    {
      item: 'SQS (3 requests a message)',
      fixed: queues * EMPTY_POLLS * sqs,
      perMillion: queues * 3 * sqs,
    },
    { item: 'Lambda (100 ms a message)', ...lambda },
    {
      item: 'DynamoDB (a read and a write each)',
      perMillion: consumers * (prices.dynamodbPerMillionReads + prices.dynamodbPerMillionWrites),
    },
    { item: 'Logs (1 KB a message and function)', perMillion: (1 + consumers) * prices.logsPerGb },
    { item: `Alarms on ${metrics} metrics`, fixed: metrics * prices.alarm },
    { item: 'Metrics of what is published and handled', fixed: 2 * prices.customMetric },
  ];
}

const sampleEvent = (name: Name, source: Source) => ({
  path: `events/${name.kebab}/publish.valid.json`,
  text: `${JSON.stringify(publishEvent(source, name.kebab), null, 2)}\n`,
});

const consumerSets = (consumers: readonly Name[], kind: string) =>
  consumers.flatMap((consumer) =>
    ['consumer', `consumer-${kind}`].map((set) => ({ set, replace: replacements(consumer) })),
  );

const PARTS: Record<Source, readonly string[]> = {
  api: ['http', 'http-api', 'api-alarms'],
  s3: ['bucket'],
  none: [],
};

/** In the stack, beside those of its consumers; a test compares them. */
const RESOURCES = {
  cdk: { api: 16, s3: 18, none: 12 },
  sam: { api: 13, s3: 16, none: 11 },
};

const PER_CONSUMER = { cdk: 15, sam: 14 };

export default definePattern({
  id: 'pub-sub',
  title: 'Publish and subscribe',
  group: 'Files and events',
  summary: 'Send one event to several consumers; each works at its own pace.',
  services: ['SNS', 'SQS', 'Lambda', 'DynamoDB'],
  defaultName: 'notifications',
  options: {
    source: choice('What publishes: callers of an API, files put into a bucket, or your own code', [
      'api',
      's3',
      'none',
    ]),
    consumers: text(
      'Names of the consumers, separated by commas',
      'fulfil,notify',
      consumersProblem,
    ),
    fifo: choice('Keep the events of each order in sequence (FIFO; costs more)', ['no', 'yes']),
  },
  contribute({ project, name, options }) {
    const { source, fifo } = options;
    const kind = fifo === 'yes' ? 'fifo' : 'standard';
    const consumers = parseConsumers(options.consumers);
    const shared = ['common', kind, source, ...(source === 'none' ? [] : ['derived-id'])];
    return {
      files: [
        ...shared,
        ...(project.iac === 'cdk' ? [`cdk-${kind}`, `cdk-${source}`] : []),
        ...consumerSets(consumers, kind),
        sampleEvent(name, source),
      ],
      requires: [
        'env',
        'logger',
        'metrics',
        'batch',
        'dynamodb',
        'emulator',
        'silent-server',
        'function',
        'errors',
        'metric-tests',
        'work-queue',
        'redrive',
        'table',
        'outputs',
        ...PARTS[source],
      ],
      dependencies: ['@aws-sdk/client-sns', ...(source === 's3' ? ['@aws-sdk/client-s3'] : [])],
      replace: lineReplacements(name, consumers, source),
      sam: [
        'sam/main.yaml',
        `sam/${source}.yaml`,
        ...(fifo === 'yes' ? ['sam/fifo.yaml'] : []),
        ...consumerFragments(consumers, kind),
        'sam/alarm.yaml',
        ...(source === 'api' ? ['sam/alarm-api.yaml'] : []),
      ],
      construct: { className: name.pascal, module: `./${name.kebab}.ts` },
      guards: ['ErrorsAlarm', ...(source === 'api' ? ['ApiErrorsAlarm', 'ApiLatencyAlarm'] : [])],
      resources: RESOURCES[project.iac][source] + consumers.length * PER_CONSUMER[project.iac],
      calls: ['sns'],
      describe: {
        functions: functions(source, `/${name.kebab}`, consumers),
        diagram: diagram(source, fifo, consumers),
        cost: cost(project, source, fifo, consumers.length),
        costUnit: 'events',
      },
    };
  },
});
