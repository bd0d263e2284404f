import { choice } from '../../../src/core/options.ts';
import {
  type CostLine,
  type Diagram,
  definePattern,
  type FunctionRow,
} from '../../../src/core/pattern.ts';
import type { Project } from '../../../src/core/project.ts';
import { lambdaCost, lambdaRuns } from '../../lambda-cost.ts';
import prices from '../../prices.json' with { type: 'json' };
import { regionProblem } from '../../regions.ts';
import { requests, steps } from './events.ts';

type Type = 'standard' | 'express';
type Start = 'none' | 'api';

/** MB and seconds of every function; the templates say the same, and a test compares them. */
const SIZE = { memory: 512, timeout: 10 };

/** In the stack; a test compares them. */
const RESOURCES = { cdk: { none: 19, api: 31 }, sam: { none: 14, api: 23 } };

const step = (name: string, state: string): FunctionRow => ({
  name,
  trigger: `state \`${state}\``,
  permissions: [],
  ...SIZE,
});

function functions(path: string, type: Type, start: Start): readonly FunctionRow[] {
  const called = [
    step('validate', 'ValidateOrder'),
    step('charge', 'ChargePayment'),
    step('refund', 'RefundPayment'),
  ];
  if (start === 'none') return called;
  const permissions = [
    '`states:StartExecution` on its state machine',
    ...(type === 'standard' ? ['`states:DescribeExecution` on its executions'] : []),
  ];
  return [{ name: 'start', trigger: `\`POST ${path}\``, permissions, ...SIZE }, ...called];
}

function diagram(start: Start): Diagram {
  const called = ['validate', 'charge', 'refund'];
  const nodes = [
    { id: 'machine', label: 'State machine' },
    ...called.map((id) => ({ id, label: id, shape: 'function' as const })),
    { id: 'table', label: 'DynamoDB table', shape: 'store' as const },
    { id: 'mail', label: 'SES' },
    { id: 'topic', label: 'SNS topic of the alarms' },
  ];
  const edges = [
    ...[...called, 'table', 'mail'].map((to) => ({ from: 'machine', to })),
    { from: 'machine', to: 'topic', label: 'failures', dashed: true },
  ];
  if (start === 'none') return { nodes, edges };
  return {
    nodes: [
      { id: 'client', label: 'Client', shape: 'client' },
      { id: 'api', label: 'HTTP API' },
      { id: 'start', label: 'start', shape: 'function' },
      ...nodes,
    ],
    edges: [
      { from: 'client', to: 'api', label: 'AWS signature' },
      { from: 'api', to: 'start' },
      { from: 'start', to: 'machine' },
      ...edges,
    ],
  };
}

/** Of an order that is paid: its six states, and two of its functions. */
const TRANSITIONS = 6;

function workflowCost(type: Type): CostLine {
  if (type === 'standard') {
    const perMillion = TRANSITIONS * prices.stepFunctionsPerMillionTransitions;
    return { item: `Step Functions (${TRANSITIONS} transitions)`, perMillion };
  }
  const gbSeconds = 0.0625 * 1e6;
  const duration = gbSeconds * prices.stepFunctionsExpressPerGbSecond;
  return {
    item: 'Step Functions (Express, 1 s, 64 MB)',
    perMillion: prices.stepFunctionsExpressPerMillion + duration,
  };
}

/** Per million orders, all of them paid: runs of 100 ms, 8 KB of logs. */
function cost(type: Type, start: Start, project: Project): readonly CostLine[] {
  const runs = start === 'api' ? 3 : 2;
  // CloudWatch bills an alarm by its metrics: executions that failed and timed out; the API's three
  const alarmed = start === 'api' ? 5 : 2;
  return [
    ...(start === 'api'
      ? [{ item: 'API Gateway (HTTP API)', perMillion: prices.httpApiPerMillion }]
      : []),
    workflowCost(type),
    {
      item: `Lambda (${runs} runs of 100 ms)`,
      ...lambdaCost(project, lambdaRuns(runs, SIZE.memory, 100)),
    },
    { item: 'DynamoDB', perMillion: prices.dynamodbPerMillionWrites },
    { item: 'SES', perMillion: prices.sesPerMillion },
    { item: 'Logs (8 KB an order)', perMillion: 8 * prices.logsPerGb },
    { item: `Alarms on ${alarmed} metrics`, fixed: alarmed * prices.alarm },
    { item: 'Metrics of what is charged and declined', fixed: 2 * prices.customMetric },
  ];
}

const sampleEvents = (name: string, start: Start) =>
  Object.entries({ ...steps, ...(start === 'api' ? requests(`/${name}`) : {}) }).map(
    ([sample, event]) => ({
      path: `events/${name}/${sample}.json`,
      text: `${JSON.stringify(event, null, 2)}\n`,
    }),
  );

/** Executions call the versions that were live when they began, also after a deployment. */
const pinned = (name: string): Record<string, string> =>
  Object.assign(
    { "machine.allow(['lambda:InvokeFunction'], fn.functionArn);": 'machine.allowVersions(fn);' },
    ...['Validate', 'Charge', 'Refund'].map((fn) => ({
      [`${fn.toLowerCase()}.functionArn`]: `${fn.toLowerCase()}.currentVersion.functionArn`,
      [`- !GetAtt __Name__${fn}.Arn`]: `- !Sub \${${name}${fn}.Arn}:*`,
      [`${fn}Arn: !GetAtt __Name__${fn}.Arn`]: `${fn}Arn: !Ref ${name}${fn}.Version`,
      [`lambda:InvokeFunction on __Name__${fn}.Arn`]: `lambda:InvokeFunction on ${name}${fn}.Arn:*`,
      [`${fn}Arn: '__Name__${fn}.Arn'`]: `${fn}Arn: '${name}${fn}.Version'`,
    })),
  );

export default definePattern({
  id: 'workflow',
  title: 'Workflow',
  group: 'Background work',
  summary: 'Validate, charge, save and confirm an order in steps, and undo them when one fails.',
  services: ['Step Functions', 'Lambda', 'DynamoDB', 'SES', 'SNS'],
  defaultName: 'orders',
  options: {
    type: choice(
      'Standard (each step runs once; paid by transition) or Express (steps may repeat; paid by duration)',
      ['standard', 'express'],
    ),
    start: choice('What starts it: whoever calls Step Functions, or also an HTTP API', [
      'none',
      'api',
    ]),
  },
  problem: ({ project: { region } }) => regionProblem(region, ['SES']),
  contribute({ project, name, options: { type, start } }) {
    const { iac } = project;
    const isApi = start === 'api';
    const sam = ['sam/main.yaml', 'sam/alarm.yaml'];
    const api = isApi ? ['api', `api-${type}`, ...(iac === 'cdk' ? [`cdk-api-${type}`] : [])] : [];
    return {
      files: [
        'common',
        ...api,
        ...(iac === 'cdk' ? [`cdk-${start}`] : []),
        ...sampleEvents(name.kebab, start),
      ],
      requires: [
        ...['logger', 'metrics', 'function', 'errors', 'metric-tests', 'table', 'state-machine'],
        ...['local-dynamodb', 'mail', 'emulator', 'outputs', 'parameters'],
        ...(isApi ? ['env', 'http', 'http-api', 'api-alarms', 'silent-server'] : []),
      ],
      dependencies: [
        ...['@aws-sdk/client-sesv2', '@aws-sdk/client-sns', 'zod'],
        ...(isApi ? ['@aws-sdk/client-sfn'] : []),
      ],
      devDependencies: isApi ? ['aws-sdk-client-mock'] : [],
      replace: { STANDARD: type.toUpperCase(), ...(project.alias ? pinned(name.pascal) : {}) },
      sam: isApi ? [...sam, 'sam/api.yaml', `sam/start-${type}.yaml`, 'sam/alarm-api.yaml'] : sam,
      construct: { className: name.pascal, module: `./${name.kebab}.ts` },
      guards: ['ErrorsAlarm', ...(isApi ? ['ApiErrorsAlarm', 'ApiLatencyAlarm'] : [])],
      resources: RESOURCES[iac][start],
      calls: isApi ? ['states'] : [],
      describe: {
        functions: functions(`/${name.kebab}`, type, start),
        diagram: diagram(start),
        cost: cost(type, start, project),
        costUnit: 'orders',
        nextSteps: [
          `Warning, ${name.kebab}: payments are a fake that moves no money. Put your provider into src/${name.kebab}/provider.ts.`,
          `Warning, ${name.kebab}: no confirmation is mailed until its sender is an SES identity of yours (README).`,
        ],
      },
    };
  },
});
