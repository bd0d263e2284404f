import { nameForms } from '../../../src/core/names.ts';
import { choice, text } from '../../../src/core/options.ts';
import { type CostLine, definePattern, type FunctionRow } from '../../../src/core/pattern.ts';
import type { Project } from '../../../src/core/project.ts';
import { lambdaCost, lambdaRuns } from '../../lambda-cost.ts';
import prices from '../../prices.json' with { type: 'json' };
import { regionProblem } from '../../regions.ts';
import { problemWithDomains } from './domains.ts';

/** MB and seconds of every function; the templates say the same. */
const SIZE = { memory: 512, timeout: 5 };

const MFA = {
  optional: { cdk: 'OPTIONAL', cloudFormation: 'OPTIONAL' },
  required: { cdk: 'REQUIRED', cloudFormation: 'ON' },
  off: { cdk: 'OFF', cloudFormation: 'OFF' },
};

const onTable = (action: string) => `\`dynamodb:${action}\` on its table`;
const onPool = '`cognito-idp:AdminAddUserToGroup` on the user pool';

const functions: readonly FunctionRow[] = [
  { name: 'pre-sign-up', trigger: 'Cognito, before a sign-up', permissions: [], ...SIZE },
  {
    name: 'post-confirmation',
    trigger: 'Cognito, after a confirmation',
    permissions: [onTable('PutItem'), onPool],
    ...SIZE,
  },
  {
    name: 'pre-token-generation',
    trigger: 'Cognito, before tokens are issued (V2)',
    permissions: [onTable('GetItem'), onTable('PutItem'), onPool],
    ...SIZE,
  },
];

const diagram = {
  nodes: [
    { id: 'client', label: 'Client', shape: 'client' as const },
    { id: 'pool', label: 'Cognito user pool', shape: 'service' as const },
    { id: 'preSignUp', label: 'pre-sign-up', shape: 'function' as const },
    { id: 'postConfirmation', label: 'post-confirmation', shape: 'function' as const },
    { id: 'preTokenGeneration', label: 'pre-token-generation', shape: 'function' as const },
    { id: 'table', label: 'DynamoDB table of profiles', shape: 'store' as const },
    { id: 'group', label: 'Group users', shape: 'service' as const },
  ],
  edges: [
    { from: 'client', to: 'pool', label: 'signs up, signs in' },
    { from: 'pool', to: 'preSignUp', label: 'may they?' },
    { from: 'pool', to: 'postConfirmation', label: 'confirmed' },
    { from: 'pool', to: 'preTokenGeneration', label: 'claims?' },
    ...['postConfirmation', 'preTokenGeneration'].flatMap((from) => [
      { from, to: 'table' },
      { from, to: 'group' },
    ]),
  ],
};

/** Per million sign-ins and refreshes, 30 a user: each runs pre-token-generation for 100 ms and reads a profile; it logs failures alone. */
function cost(project: Project): readonly CostLine[] {
  return [
    { item: 'Cognito (30 a user)', perMillion: (1e6 / 30) * prices.cognitoPerUser },
    { item: 'Lambda (100 ms)', ...lambdaCost(project, lambdaRuns(1, SIZE.memory, 100)) },
    { item: 'DynamoDB', perMillion: prices.dynamodbPerMillionReads },
    { item: 'Alarms on five metrics', fixed: 5 * prices.alarm },
    {
      item: 'Metrics of refused sign-ups and of tokens without claims, if there are any',
      fixed: 2 * prices.customMetric,
    },
  ];
}

export default definePattern({
  id: 'user-auth',
  title: 'User authentication',
  group: 'Users',
  summary: 'Let users sign up and sign in, with a profile, a group and claims of your own.',
  services: ['Cognito', 'Lambda', 'DynamoDB'],
  defaultName: 'users',
  options: {
    mfa: choice('A second factor (an authenticator app)', ['optional', 'required', 'off']),
    'allowed-domains': text(
      'Who may sign up: e-mail domains separated by commas, or none for no limit',
      'none',
      problemWithDomains,
    ),
  },
  problem: ({ project: { region } }) => regionProblem(region, ['Cognito user pools']),
  contribute({ project, name, options: { mfa, 'allowed-domains': domains } }) {
    const { cdk, cloudFormation } = MFA[mfa];
    return {
      files: ['common', ...(project.iac === 'cdk' ? ['cdk'] : [])],
      requires: [
        'env',
        'logger',
        'metrics',
        'dynamodb',
        'function',
        'errors',
        'metric-tests',
        'table',
        'user-pool',
      ],
      dependencies: ['@aws-sdk/client-cognito-identity-provider', '@aws-sdk/util-dynamodb', 'zod'],
      replace: {
        '__allowed-domains__': domains === 'none' ? '*' : domains,
        __mfa__: cloudFormation,
        'Mfa.OPTIONAL': `Mfa.${cdk}`,
      },
      sam: ['sam/main.yaml', ...(mfa === 'off' ? [] : ['sam/mfa.yaml'])],
      construct: { className: name.pascal, module: `./${name.kebab}.ts` },
      guards: ['ErrorsAlarm', 'SignUpAlarm'],
      unlimited: functions.map((fn) => nameForms(fn.name).pascal),
      resources: project.iac === 'cdk' ? 22 : 19,
      calls: ['cognito-idp'],
      describe: {
        functions,
        diagram,
        cost: cost(project),
        costUnit: 'sign-ins and refreshes',
      },
    };
  },
});
