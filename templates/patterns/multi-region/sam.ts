import type { Name } from '../../../src/core/names.ts';

const pascal = (region: string) =>
  region.replace(/(^|-)(\w)/g, (_, _hyphen, letter) => letter.toUpperCase());

const indented = (lines: readonly string[], by: number) =>
  lines.map((line) => (line ? ' '.repeat(by) + line : line)).join('\n');

const replica = (region: string) => [
  `- Region: ${region}`,
  '  DeletionProtectionEnabled: !If',
  '    - IsProd',
  '    - true',
  '    - false',
  '  PointInTimeRecoverySpecification:',
  '    PointInTimeRecoveryEnabled: true',
];

/** The replicas of the table, to stand where the template's are; CloudFormation cannot loop over regions. */
export const replicas = (regions: readonly string[]) =>
  indented(regions.flatMap(replica), 8).trimStart();

const alarm = (stack: string, name: Name, region: string) => [
  `${pascal(region)}Alarm:`,
  '  Type: AWS::CloudWatch::Alarm',
  '  Properties:',
  `    AlarmDescription: '${region}: docs/operations.md#${name.kebab}-a-region-is-unhealthy'`,
  '    AlarmActions:',
  '      - !Ref AlarmTopic',
  '    Namespace: AWS/Route53',
  '    MetricName: HealthCheckStatus',
  '    Dimensions:',
  '      - Name: HealthCheckId',
  '        Value:',
  '          Fn::GetStackOutput:',
  `            StackName: !Sub ${stack}-\${Stage}-${region}`,
  '            OutputName: HealthCheckId',
  `            Region: ${region}`,
  '    Statistic: Minimum',
  '    Period: 60',
  '    EvaluationPeriods: 1',
  '    ComparisonOperator: LessThanThreshold',
  '    Threshold: 1',
  '    # A check that is gone says nothing',
  '    TreatMissingData: breaching',
];

/** An alarm on the health check of each region. */
export const alarms = (stack: string, name: Name, regions: readonly string[]) =>
  regions.map((region) => indented(alarm(stack, name, region), 2)).join('\n\n');

interface Environment {
  readonly id: string;
  readonly region: string;
  readonly template: string;
}

const environment = (stack: string, stage: string, { id, region, template }: Environment) => [
  `[${stage}-${id}.global.parameters]`,
  `stack_name = "${stack}-${stage}-${id}"`,
  `region = "${region}"`,
  '',
  `[${stage}-${id}.deploy.parameters]`,
  `template_file = "${template}"`,
  'capabilities = "CAPABILITY_IAM"',
  ...(stage === 'prod' ? ['confirm_changeset = true'] : []),
  `parameter_overrides = "Stage=${stage}"`,
  'resolve_s3 = true',
];

/** A samconfig environment for each stage and region, and for each stage's alarms. */
export function environments(stack: string, name: Name, regions: readonly string[]): string {
  const all = [
    ...regions.map((region) => ({
      id: region,
      region,
      template: `.aws-sam/${name.kebab}/template.yaml`,
    })),
    { id: 'alarms', region: 'us-east-1', template: `template.${name.kebab}.alarms.yaml` },
  ];
  return ['dev', 'staging', 'prod']
    .flatMap((stage) => all.map((each) => environment(stack, stage, each).join('\n')))
    .join('\n\n');
}
