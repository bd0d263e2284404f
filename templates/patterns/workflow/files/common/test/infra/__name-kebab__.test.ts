import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stateMachines } from '../support/state-machine.ts';
import { permissions } from '../support/permissions.ts';
import { load, properties } from '../support/template.ts';

const template = await load();
const machine = stateMachines(template).__Name__StateMachine;

test.each(['Validate', 'Charge', 'Refund'])('%s only logs and traces', (step) => {
  const id = `__Name__${step}`;
  expect(permissions(template, id)).toEqual([]);
  expect(properties(template, id)).toMatchObject({ Timeout: 10 });
});

test('the state machine may do what its tasks do, and nothing else', () => {
  expect(machine?.permissions).toEqual([
    'dynamodb:GetItem on __Name__Table.Arn',
    'dynamodb:PutItem on __Name__Table.Arn',
    'lambda:InvokeFunction on __Name__Charge.Arn',
    'lambda:InvokeFunction on __Name__Refund.Arn',
    'lambda:InvokeFunction on __Name__Validate.Arn',
    'ses:SendEmail on arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:configuration-set/* if {"StringEquals":{"ses:FromAddress":"__Name__MailFrom"}}',
    'ses:SendEmail on arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:identity/* if {"StringEquals":{"ses:FromAddress":"__Name__MailFrom"}}',
    'sns:Publish on AlarmTopic',
  ]);
});

test('the state machine runs the tested definition on the resources of the stack', () => {
  expect(machine).toMatchObject({
    Type: 'STANDARD',
    definition: readFileSync('state-machines/__name-kebab__.asl.json', 'utf8'),
    substitutions: {
      ValidateArn: '__Name__Validate.Arn',
      ChargeArn: '__Name__Charge.Arn',
      RefundArn: '__Name__Refund.Arn',
      TableName: '__Name__Table',
      MailFrom: '__Name__MailFrom',
      AlarmTopicArn: 'AlarmTopic',
    },
  });
});

test('the table is encrypted, backed up and kept', () => {
  expect(template.__Name__Table).toMatchObject({
    Type: 'AWS::DynamoDB::GlobalTable',
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
    },
  });
});

test.each([
  ['dev', false],
  ['prod', true],
])('in %s the table is protected from deletion: %s', async (stage, isProtected) => {
  expect(properties(await load({ stage }), '__Name__Table')).toMatchObject({
    Replicas: [{ DeletionProtectionEnabled: isProtected }],
  });
});

test('the first execution that fails raises the alarm', () => {
  const id = '__Name__StateMachine';
  const countOf = (name: string) => ({
    MetricStat: {
      Metric: {
        Namespace: 'AWS/States',
        MetricName: name,
        Dimensions: [{ Name: 'StateMachineArn', Value: id }],
      },
      Period: 300,
      Stat: 'Sum',
    },
    ReturnData: false,
  });
  expect(properties(template, '__Name__ErrorsAlarm')).toMatchObject({
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Metrics: expect.arrayContaining([
      expect.objectContaining({ Expression: 'SUM(METRICS())' }),
      expect.objectContaining(countOf('ExecutionsFailed')),
      expect.objectContaining(countOf('ExecutionsTimedOut')),
    ]),
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
});
