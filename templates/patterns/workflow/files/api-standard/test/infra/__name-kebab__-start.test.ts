import { expect, test } from 'vitest';
import { permissions } from '../support/permissions.ts';
import { load } from '../support/template.ts';

test('start may start executions and look at them, and nothing else', async () => {
  expect(permissions(await load(), '__Name__Start')).toEqual([
    'states:DescribeExecution on arn:AWS::Partition:states:AWS::Region:AWS::AccountId:execution:__Name__StateMachine.Name:*',
    'states:StartExecution on __Name__StateMachine',
  ]);
});
