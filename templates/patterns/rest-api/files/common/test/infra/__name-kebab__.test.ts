import { expect, test } from 'vitest';
import { load, permissions, properties } from '../support/template.ts';

const template = await load();

test.each([
  ['__Name__Create', ['dynamodb:GetItem', 'dynamodb:PutItem']],
  ['__Name__List', ['dynamodb:Query']],
  ['__Name__Get', ['dynamodb:GetItem']],
  ['__Name__Update', ['dynamodb:UpdateItem']],
  ['__Name__Delete', ['dynamodb:DeleteItem']],
])('%s may do %j on the table, and nothing else', (id, actions) => {
  const onTable = actions.map((action) => `${action} on __Name__Table.Arn`);
  expect(permissions(template, id)).toEqual(onTable);
  expect(properties(template, id)).toMatchObject({
    Environment: { Variables: { TABLE_NAME: '__Name__Table' } },
    Timeout: 10,
  });
});

test('the table is encrypted, backed up and kept', () => {
  expect(template.__Name__Table).toMatchObject({
    Type: 'AWS::DynamoDB::GlobalTable',
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'ownerId', KeyType: 'HASH' },
        { AttributeName: 'id', KeyType: 'RANGE' },
      ],
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

test('the first error of any function or of the API raises the alarm', () => {
  const errorsOf = (id: string) => ({
    MetricStat: {
      Metric: {
        Namespace: 'AWS/Lambda',
        MetricName: 'Errors',
        Dimensions: [{ Name: 'FunctionName', Value: id }],
      },
      Period: 300,
      Stat: 'Sum',
    },
    ReturnData: false,
  });
  const serverErrors = {
    Namespace: 'AWS/ApiGateway',
    MetricName: expect.stringMatching(/^5xx(error)?$/i),
    Dimensions: [{ Value: expect.stringContaining('__Name__') }],
  };
  expect(properties(template, '__Name__ErrorsAlarm')).toMatchObject({
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 1,
    Metrics: [
      { Expression: 'SUM(METRICS())' },
      errorsOf('__Name__Create'),
      errorsOf('__Name__List'),
      errorsOf('__Name__Get'),
      errorsOf('__Name__Update'),
      errorsOf('__Name__Delete'),
      { MetricStat: { Metric: serverErrors, Period: 300, Stat: 'Sum' }, ReturnData: false },
    ],
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
});
