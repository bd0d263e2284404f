import type { OptionValues } from '../../src/core/options.ts';
import type { Iac } from '../../src/core/project.ts';
import { variants } from '../laws/laws.ts';
import { type FileEdit, patterns, writeProject } from './project.ts';
import { failureIn } from './suite.ts';

/** A mistake that somebody could make in the infrastructure or the pipeline of a project. */
export interface NamedMutant extends FileEdit {
  readonly name: string;
  readonly pattern: string;
  readonly iac: Iac;
  readonly options?: OptionValues;
}

const rest = { api: 'rest', auth: 'iam' };
const fifo = { fifo: 'yes' };

const getItem = `                Action: dynamodb:GetItem
                Resource: !GetAtt ItemsTable.Arn
`;

const role = `  ItemsGetRole:
    Type: AWS::IAM::Role
    Properties:
`;

/** What `permissions()` of the emitted tests must understand, in the template of rest-api. */
const grants: readonly (readonly [name: string, find: string, replace: string])[] = [
  ['is denied what it does', `Effect: Allow\n${getItem}`, `Effect: Deny\n${getItem}`],
  ['may do all but one thing', getItem, getItem.replace('Action', 'NotAction')],
  ['may do it with all but the table', getItem, getItem.replace('Resource', 'NotResource')],
  ['has a managed policy', role, `${role}      ManagedPolicyArns: [ReadOnlyAccess]\n`],
  [
    'has a policy beside its role',
    role,
    `  Extra:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [!Ref ItemsGetRole]
      PolicyDocument:
        Version: '2012-10-17'
        Statement: [{ Effect: Allow, Action: '*', Resource: '*' }]

${role}`,
  ],
];

export const named: readonly NamedMutant[] = [
  {
    name: 'the client of the user pool speaks OAuth',
    ...{ pattern: 'rest-api', iac: 'cdk' },
    file: 'infra/constructs/user-pool.ts',
    find: '      disableOAuth: true,\n',
    replace: '',
  },
  {
    name: 'the firewall blocks everybody',
    ...{ pattern: 'rest-api', iac: 'cdk', options: rest },
    file: 'infra/constructs/rest-api.ts',
    find: 'defaultAction: { allow: {} }',
    replace: 'defaultAction: { block: {} }',
  },
  {
    name: 'the firewall blocks everybody',
    ...{ pattern: 'rest-api', iac: 'sam', options: rest },
    file: 'template.yaml',
    find: '        Allow: {}',
    replace: '        Block: {}',
  },
  {
    name: 'a rule of the firewall only counts',
    ...{ pattern: 'rest-api', iac: 'cdk', options: rest },
    file: 'infra/constructs/rest-api.ts',
    find: "              name: 'AWSManagedRulesCommonRuleSet',\n",
    replace:
      "              name: 'AWSManagedRulesCommonRuleSet',\n              excludedRules: [{ name: 'SizeRestrictions_BODY' }],\n",
  },
  {
    name: 'a rule of the firewall only counts',
    ...{ pattern: 'rest-api', iac: 'sam', options: rest },
    file: 'template.yaml',
    find: '              Name: AWSManagedRulesCommonRuleSet\n',
    replace:
      '              Name: AWSManagedRulesCommonRuleSet\n              ExcludedRules:\n                - Name: SizeRestrictions_BODY\n',
  },
  {
    name: 'the stage does not wait for its execution log',
    ...{ pattern: 'rest-api', iac: 'cdk', options: rest },
    file: 'infra/constructs/rest-api.ts',
    find: '    this.deploymentStage.node.addDependency(executionLogs);\n',
    replace: '    void executionLogs;\n',
  },
  {
    name: 'the stage does not wait for its execution log',
    ...{ pattern: 'rest-api', iac: 'sam', options: rest },
    file: 'template.yaml',
    find: '      Variables:\n        executionLogs: !Ref ItemsApiExecutionLogs\n',
    replace: '',
  },
  {
    name: 'the caller invokes the functions',
    ...{ pattern: 'rest-api', iac: 'sam', options: rest },
    file: 'template.yaml',
    find: '        InvokeRole: NONE\n',
    replace: '',
  },
  {
    name: 'functions have 128 MB',
    ...{ pattern: 'rest-api', iac: 'cdk' },
    file: 'infra/constructs/function.ts',
    find: 'memorySize: 512',
    replace: 'memorySize: 128',
  },
  {
    name: 'functions have 128 MB',
    ...{ pattern: 'rest-api', iac: 'sam' },
    file: 'template.yaml',
    find: '    MemorySize: 512',
    replace: '    MemorySize: 128',
  },
  {
    name: 'the stack of the alarms is not protected',
    ...{ pattern: 'multi-region', iac: 'cdk' },
    file: 'infra/global.ts',
    find: '    terminationProtection: settings.terminationProtection,\n',
    replace: '',
  },
  {
    name: 'the bucket does not wait for the policy of its queue',
    ...{ pattern: 'file-processing', iac: 'cdk' },
    file: 'infra/uploads-ingest.ts',
    find: "  input.node.defaultChild?.node.addDependency(queue.node.findChild('Policy'));\n",
    replace: '',
  },
  {
    name: 'the bucket does not wait for the policy of its queue',
    ...{ pattern: 'file-processing', iac: 'sam' },
    file: 'template.yaml',
    find: '    DependsOn: UploadsQueuePolicy\n',
    replace: '',
  },
  {
    name: 'prod may not make roles',
    ...{ pattern: 'scheduled-task', iac: 'sam' },
    file: 'samconfig.toml',
    find: 'capabilities = "CAPABILITY_IAM"\nconfirm_changeset = true\n',
    replace: 'confirm_changeset = true\n',
  },
  ...(['cdk', 'sam'] as const).map(
    (iac): NamedMutant => ({
      name: 'the deployment has no environment',
      ...{ pattern: 'scheduled-task', iac },
      file: '.github/workflows/deploy-stage.yml',
      find: `    environment: $\{{ inputs.stage }}\n`,
      replace: '',
    }),
  ),
  {
    name: 'several messages of an order at a time',
    ...{ pattern: 'pub-sub', iac: 'cdk', options: fifo },
    file: 'infra/notifications.ts',
    find: 'work(fn, queue, { batchSize: 1, maxConcurrency: 5 });',
    replace: 'work(fn, queue, { maxConcurrency: 5 });',
  },
  {
    name: 'several messages of an order at a time',
    ...{ pattern: 'pub-sub', iac: 'sam', options: fifo },
    file: 'template.yaml',
    find: '      BatchSize: 1\n\n  NotificationsNotifyQueueDeadLetters:',
    replace: '      BatchSize: 10\n\n  NotificationsNotifyQueueDeadLetters:',
  },
  {
    name: 'as many may sign up at once as they like',
    ...{ pattern: 'budget', iac: 'cdk' },
    file: 'infra/users-limit.ts',
    find: 'reservedConcurrentExecutions = 10;',
    replace: 'reservedConcurrentExecutions = undefined;',
  },
  {
    name: 'charge is built from the code of refund',
    ...{ pattern: 'workflow', iac: 'cdk' },
    file: 'infra/orders.ts',
    find: "step('Charge')",
    replace:
      "new LambdaFunction(this, 'Charge', { entry: 'src/orders/refund.ts', timeout: Duration.seconds(10) })",
  },
  {
    name: 'charge is built from the code of refund',
    ...{ pattern: 'workflow', iac: 'sam' },
    file: 'template.yaml',
    find: '          - src/orders/charge.ts\n',
    replace: '          - src/orders/refund.ts\n',
  },
  ...grants.map(
    ([does, find, replace]): NamedMutant => ({
      name: `a function ${does}`,
      ...{ pattern: 'rest-api', iac: 'sam' },
      file: 'template.yaml',
      ...{ find, replace },
    }),
  ),
];

/** The infrastructure test that notices the mistake; undefined when none does. */
export async function noticed({
  pattern: id,
  iac,
  options,
  ...edit
}: NamedMutant): Promise<string | undefined> {
  const pattern = patterns.find((one) => one.id === id)!;
  return failureIn(writeProject(pattern, iac, { ...variants(pattern)[0], ...options }, edit));
}
