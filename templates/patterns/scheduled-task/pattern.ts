import { choice, text } from '../../../src/core/options.ts';
import { type CostLine, type Diagram, definePattern } from '../../../src/core/pattern.ts';
import type { Project } from '../../../src/core/project.ts';
import { lambdaCost, lambdaRuns } from '../../lambda-cost.ts';
import prices from '../../prices.json' with { type: 'json' };
import { regionProblem } from '../../regions.ts';
import { property } from './property.ts';
import { noRunProblem, previewRuns, scheduleProblem, silencePeriod } from './schedule.ts';
import { timeZoneProblem } from './time-zone.ts';

type Job = 'cleanup' | 'sync' | 'digest';

/** MB and seconds of the function; the templates say the same, and a test compares them. */
const SIZE = { memory: 512, timeout: 300 };

/** In the stack; a test compares them. */
const RESOURCES = {
  cdk: { cleanup: 12, sync: 13, digest: 13 },
  sam: { cleanup: 11, sync: 12, digest: 11 },
};

interface JobFacts {
  readonly permissions: readonly string[];
  readonly dependencies: readonly string[];
  readonly parts: readonly string[];
  readonly calls: readonly string[];
  /** What the cost table counts, and what one costs: milliseconds of the function, dollars per million. */
  readonly unit: string;
  readonly milliseconds: number;
  readonly cost: readonly CostLine[];
  readonly nodes: Diagram['nodes'];
  readonly edges: Diagram['edges'];
  readonly nextSteps: (name: string) => readonly string[];
}

const { dynamodbPerMillionReads: read, dynamodbPerMillionWrites: write } = prices;

const JOBS: Readonly<Record<Job, JobFacts>> = {
  cleanup: {
    permissions: [
      '`dynamodb:Query` on the index of its table',
      '`dynamodb:DeleteItem`, `dynamodb:UpdateItem` on its table',
    ],
    dependencies: [],
    parts: [],
    calls: [],
    unit: 'records deleted',
    milliseconds: 2,
    // The record and its entry in the index; a page of keys is one read
    cost: [{ item: 'DynamoDB', perMillion: 2 * write + read / 25 }],
    nodes: [],
    edges: [],
    nextSteps: () => [],
  },
  sync: {
    permissions: [
      '`dynamodb:PutItem`, `dynamodb:UpdateItem` on its table',
      '`secretsmanager:GetSecretValue` on its secret',
    ],
    dependencies: ['@aws-sdk/client-secrets-manager'],
    parts: ['parameters'],
    calls: ['secretsmanager', 'internet'],
    unit: 'items copied',
    milliseconds: 5,
    cost: [
      { item: 'DynamoDB (1 KB an item)', perMillion: write },
      { item: 'Secret', fixed: prices.secret },
    ],
    nodes: [
      { id: 'api', label: 'Third-party API', shape: 'client' },
      { id: 'secret', label: 'Secret: its token' },
    ],
    edges: [
      { from: 'run', to: 'api' },
      { from: 'run', to: 'secret' },
    ],
    nextSteps: (name) => [`${name} needs the URL and the token of the API: see README.md`],
  },
  digest: {
    permissions: [
      '`dynamodb:Query` on the index of its table',
      '`dynamodb:UpdateItem` on its table',
      '`ses:SendEmail` from one address, on any identity',
    ],
    dependencies: ['@aws-sdk/client-sesv2'],
    parts: ['mail', 'parameters'],
    calls: ['email'],
    unit: 'entries mailed',
    milliseconds: 2,
    cost: [
      // 200 bytes an entry, each written by somebody else
      { item: 'DynamoDB', perMillion: read / 40 },
      { item: 'SES (100 entries a mail)', perMillion: prices.sesPerMillion / 100 },
    ],
    nodes: [{ id: 'ses', label: 'SES' }],
    edges: [{ from: 'run', to: 'ses' }],
    nextSteps: (name) => [`${name} needs a verified SES identity and two addresses: see README.md`],
  },
};

function diagram({ nodes, edges }: JobFacts, schedule: string, isWatched: boolean): Diagram {
  return {
    nodes: [
      { id: 'schedule', label: `Schedule: ${schedule}` },
      { id: 'run', label: 'run', shape: 'function' },
      { id: 'table', label: 'DynamoDB table', shape: 'store' },
      ...nodes,
      { id: 'dlq', label: 'Dead letters', shape: 'queue' },
      { id: 'alarms', label: 'Alarms · SNS topic' },
    ],
    edges: [
      { from: 'schedule', to: 'run' },
      { from: 'run', to: 'table' },
      ...edges,
      { from: 'schedule', to: 'dlq', dashed: true },
      { from: 'run', to: 'dlq', dashed: true },
      ...(isWatched ? [{ from: 'run', to: 'alarms', dashed: true }] : []),
      { from: 'dlq', to: 'alarms', dashed: true },
    ],
  };
}

/** The schedule itself and the function's start are free or next to it at any legal rate. */
function cost(job: JobFacts, project: Project, alarms: number): readonly CostLine[] {
  const { gbSeconds } = lambdaRuns(1, SIZE.memory, job.milliseconds);
  return [
    { item: 'Lambda', ...lambdaCost(project, { requests: 0, gbSeconds }) },
    ...job.cost,
    { item: alarms === 1 ? 'One alarm' : `${alarms} alarms`, fixed: alarms * prices.alarm },
    { item: 'Metrics of what is done and failed', fixed: 2 * prices.customMetric },
  ];
}

const periodOf = (seconds: number) => ({
  'Duration.seconds(3600)': seconds === 3600 ? 'Duration.hours(1)' : 'Duration.days(1)',
  'Period: 3600': `Period: ${seconds}`,
});

/** What a schedule without an alarm on silence leaves out. */
const UNWATCHED = {
  'addSchedule, alarmOnSilence': 'addSchedule',
  "    alarmOnSilence(this, run, '__name-kebab__-silent', Duration.seconds(3600));\n": '',
};

export default definePattern({
  id: 'scheduled-task',
  title: 'Scheduled task',
  group: 'Background work',
  summary: 'Run a job at set times: clean up, copy from an API, mail a digest.',
  services: ['EventBridge Scheduler', 'Lambda', 'DynamoDB'],
  defaultName: 'cleanup',
  options: {
    schedule: text(
      'When: rate(1 hour), cron(0 9 ? * MON-FRI *) or at(2030-01-31T12:00:00)',
      'rate(1 hour)',
      scheduleProblem,
      {
        preview: (value, now, { timezone = 'UTC' }) => previewRuns(value, timezone, now),
        outdated: (value, now, { timezone = 'UTC' }) => noRunProblem(value, timezone, now),
      },
    ),
    timezone: text('IANA time zone of the schedule', 'UTC', timeZoneProblem),
    job: choice('Delete expired records, copy from a third-party API, or mail what happened', [
      'cleanup',
      'sync',
      'digest',
    ]),
  },
  problem: ({ project: { region }, options: { job } }) =>
    regionProblem(region, job === 'digest' ? ['SES'] : []),
  contribute({ project, name, options: { schedule, timezone, job } }) {
    const facts = JOBS[job];
    const period = silencePeriod(schedule);
    const isWatched = period !== undefined;
    return {
      files: [
        'common',
        job,
        ...(isWatched ? ['watched'] : []),
        ...(project.iac === 'cdk' ? [`cdk-${job}`] : []),
      ],
      requires: [
        ...['env', 'logger', 'metrics', 'dynamodb', 'table', 'schedule', 'alarm-sections'],
        ...facts.parts,
      ],
      dependencies: facts.dependencies,
      replace: {
        "scheduleExpression: '__schedule__',": property(6, 'scheduleExpression', schedule),
        "ScheduleExpression: '__schedule__',": property(4, 'ScheduleExpression', schedule),
        ...(isWatched ? periodOf(period) : UNWATCHED),
        __schedule__: schedule,
        __timezone__: timezone,
      },
      sam: ['sam/main.yaml', `sam/${job}.yaml`, ...(isWatched ? ['sam/silence.yaml'] : [])],
      construct: { className: name.pascal, module: `./${name.kebab}.ts` },
      resources: RESOURCES[project.iac][job] + (isWatched ? 1 : 0),
      calls: facts.calls,
      describe: {
        functions: [
          {
            name: 'run',
            trigger: `\`${schedule}\` (${timezone})`,
            permissions: [...facts.permissions, '`sqs:SendMessage` on its dead letters'],
            ...SIZE,
          },
        ],
        diagram: diagram(facts, schedule, isWatched),
        cost: cost(facts, project, isWatched ? 2 : 1),
        costUnit: facts.unit,
        facts: {
          silence: isWatched ? (period === 3600 ? '3 hours' : '3 days') : '',
          // Times of the day move with the clocks of the zone
          changing: schedule.startsWith('cron') && timezone !== 'UTC' ? timezone : '',
        },
        nextSteps: facts.nextSteps(name.kebab),
      },
    };
  },
});
