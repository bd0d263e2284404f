import { expect, test } from 'vitest';
import { grantedTo } from '../support/permissions.ts';
import { load } from '../support/template.ts';

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
