import { expect, test } from 'vitest';
import { grantedTo } from '../support/permissions.ts';
import { load, ofType } from '../support/template.ts';

const template = await load();

test('CodeDeploy may move aliases of the stack and look at alarms, and nothing else', () => {
  const functions =
    'arn:AWS::Partition:lambda:AWS::Region:AWS::AccountId:function:AWS::StackName-*';
  expect(grantedTo(template, 'DeployRole')).toEqual([
    'sts:AssumeRole by codedeploy.amazonaws.com',
    `lambda:GetAlias on ${functions}`,
    `lambda:GetProvisionedConcurrencyConfig on ${functions}`,
    `lambda:UpdateAlias on ${functions}`,
    'cloudwatch:DescribeAlarms on *',
  ]);
});

const INVOKED = [
  ['AWS::ApiGatewayV2::Integration', 'IntegrationUri'],
  ['AWS::Lambda::EventInvokeConfig', 'Qualifier'],
  ['AWS::Lambda::EventSourceMapping', 'FunctionName'],
  ['AWS::Lambda::Permission', 'FunctionName'],
] as const;

const invocations = INVOKED.flatMap(([type, key]) =>
  Object.entries(ofType<Record<string, string>>(template, type)).map(
    ([id, properties]) => [id, properties[key]] as const,
  ),
);

test.skipIf(invocations.length === 0).each(invocations)('%s is for an alias', (_, invoked) => {
  expect(invoked).toMatch(/(^live|\.Alias)$/);
});
