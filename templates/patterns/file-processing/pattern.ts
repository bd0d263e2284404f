import { choice, text } from '../../../src/core/options.ts';
import { type CostLine, type Diagram, definePattern } from '../../../src/core/pattern.ts';
import type { Project } from '../../../src/core/project.ts';
import { lambdaCost, lambdaRuns } from '../../lambda-cost.ts';
import { EMPTY_POLLS } from '../../parts/worker/polls.ts';
import prices from '../../prices.json' with { type: 'json' };
import { events, type Ingest } from './events.ts';
import { objects } from './objects.ts';
import { prefixProblem } from './prefix.ts';

type Processor = 'metadata' | 'thumbnail' | 'csv';

/** MB and seconds of the function; the templates say the same, and a test compares them. */
const SIZE = { memory: 1024, timeout: 60 };

interface ProcessorFacts {
  readonly files: readonly string[];
  readonly dependencies: readonly string[];
  /** What the cost table counts: milliseconds of the function for a usual file. */
  readonly milliseconds: number;
}

const PROCESSORS: Readonly<Record<Processor, ProcessorFacts>> = {
  metadata: {
    files: ['image'],
    dependencies: ['image-size'],
    milliseconds: 200,
  },
  thumbnail: {
    files: ['image'],
    dependencies: [
      ...['@jimp/core', '@jimp/js-jpeg', '@jimp/js-png', '@jimp/plugin-resize'],
      'image-size',
    ],
    milliseconds: 2000,
  },
  csv: { files: [], dependencies: ['csv-parse'], milliseconds: 500 },
};

const RECEIVE = '`sqs:ReceiveMessage`, `sqs:DeleteMessage`, `sqs:GetQueueAttributes`';

const permissions = (prefix: string, ingest: Ingest) => [
  `\`s3:GetObjectVersion\` on \`${prefix}*\` of the input`,
  '`s3:ListBucket` on the input',
  '`s3:PutObject` on `processed/*` of the output',
  '`sns:Publish` on its topic',
  ingest === 'sqs' ? `${RECEIVE} on its queue` : '`sqs:SendMessage` on its dead letters',
];

function diagram(ingest: Ingest, prefix: string): Diagram {
  const queued = ingest === 'sqs';
  return {
    nodes: [
      { id: 'client', label: 'Client', shape: 'client' },
      { id: 'input', label: 'S3 bucket: input', shape: 'store' },
      ...(queued ? [{ id: 'queue', label: 'SQS queue', shape: 'queue' as const }] : []),
      { id: 'process', label: 'process', shape: 'function' },
      { id: 'output', label: 'S3 bucket: output', shape: 'store' },
      { id: 'notices', label: 'SNS topic: notices' },
      { id: 'dlq', label: 'Dead letters', shape: 'queue' },
      { id: 'alarms', label: 'Alarms · SNS topic' },
    ],
    edges: [
      { from: 'client', to: 'input', label: `${prefix}…` },
      { from: 'input', to: queued ? 'queue' : 'process' },
      ...(queued ? [{ from: 'queue', to: 'process' }] : []),
      { from: 'process', to: 'output' },
      { from: 'process', to: 'notices', label: 'success · failure' },
      { from: queued ? 'queue' : 'process', to: 'dlq', dashed: true },
      { from: 'process', to: 'alarms', dashed: true },
      { from: 'dlq', to: 'alarms', dashed: true },
    ],
  };
}

/** Per million files: each is put, read, and its result put; a record of logs of 1 KB. */
function cost(ingest: Ingest, milliseconds: number, project: Project): readonly CostLine[] {
  const s3 = 2 * prices.s3PerMillionPuts + prices.s3PerMillionGets;
  // Errors, dead letters, the age of the queue
  const alarmed = ingest === 'sqs' ? 3 : 2;
  // Sent, received and deleted
  const sqs = { fixed: EMPTY_POLLS * prices.sqsPerMillion, perMillion: 3 * prices.sqsPerMillion };
  return [
    { item: 'S3 requests (2 puts, 1 get)', perMillion: s3 },
    ...(ingest === 'sqs' ? [{ item: 'SQS', ...sqs }] : []),
    {
      item: `Lambda (${milliseconds} ms a file)`,
      ...lambdaCost(project, lambdaRuns(1, SIZE.memory, milliseconds)),
    },
    { item: 'SNS', perMillion: prices.snsPerMillion },
    { item: 'Logs (1 KB a file)', perMillion: prices.logsPerGb },
    { item: `Alarms on ${alarmed} metrics`, fixed: alarmed * prices.alarm },
    { item: 'Metrics of what is processed and rejected', fixed: 2 * prices.customMetric },
  ];
}

const json = (path: string, value: object) => ({
  path,
  text: `${JSON.stringify(value, null, 2)}\n`,
});

const sampleEvents = (name: string, ingest: Ingest, prefix: string) =>
  Object.entries(events(ingest, prefix)).map(([sample, event]) =>
    json(`events/${name}/${sample}.json`, event),
  );

export default definePattern({
  id: 'file-processing',
  title: 'File processing',
  group: 'Files and events',
  summary: 'Turn each uploaded file into metadata, a thumbnail or JSON.',
  services: ['S3', 'SQS', 'Lambda', 'SNS'],
  defaultName: 'uploads',
  options: {
    processor: choice('What is made of a file: a description, a small JPEG, or JSON Lines', [
      'metadata',
      'thumbnail',
      'csv',
    ]),
    ingest: choice('Through a queue (capped concurrency) or one call for each file', [
      'sqs',
      'direct',
    ]),
    prefix: text('Keys of the uploads begin with it', 'uploads/', prefixProblem),
  },
  contribute({ project, name, options: { processor, ingest, prefix } }) {
    const facts = PROCESSORS[processor];
    return {
      files: [
        ...['common', ingest, processor],
        ...facts.files,
        ...(project.iac === 'cdk' ? ['cdk', `cdk-${ingest}`] : []),
        ...sampleEvents(name.kebab, ingest, prefix),
        json(`events/${name.kebab}/_objects.json`, objects(processor, prefix)),
      ],
      requires: [
        ...[
          'env',
          'logger',
          'metrics',
          'function',
          'alarm-sections',
          'queue-tests',
          'bucket',
          'emulator',
        ],
        ...['silent-server', 'outputs'],
        ...(ingest === 'sqs' ? ['batch', 'work-queue'] : []),
      ],
      dependencies: ['@aws-sdk/client-s3', '@aws-sdk/client-sns', ...facts.dependencies],
      devDependencies: ['aws-sdk-client-mock'],
      replace: { 'uploads/': prefix },
      sam: ['sam/main.yaml', `sam/${ingest}.yaml`],
      construct: { className: name.pascal, module: `./${name.kebab}.ts` },
      guards: ['ErrorsAlarm'],
      resources: (project.iac === 'cdk' ? 19 : 16) + (ingest === 'sqs' ? 2 : 0),
      calls: ['sns'],
      describe: {
        functions: [
          {
            name: 'process',
            trigger: ingest === 'sqs' ? `SQS, from S3 \`${prefix}\`` : `S3 \`${prefix}\``,
            permissions: permissions(prefix, ingest),
            ...SIZE,
          },
        ],
        diagram: diagram(ingest, prefix),
        cost: cost(ingest, facts.milliseconds, project),
        costUnit: 'files',
      },
    };
  },
});
