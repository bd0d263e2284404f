import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
import { alarming, counted } from '../support/metrics.ts';
import { stateMachines } from '../support/state-machine.ts';
import { permissions } from '../support/permissions.ts';
import { loadOutputs } from '../support/outputs.ts';
import { loadParameters } from '../support/parameters.ts';
import { load, properties } from '../support/template.ts';

const template = await load();
const machine = stateMachines(template).__Name__StateMachine;

test.each(['Validate', 'Charge', 'Refund'])('%s only logs', (step) => {
  const id = `__Name__${step}`;
  expect(permissions(template, id)).toEqual([]);
  expect(properties(template, id)).toMatchObject({ MemorySize: 512, Timeout: 10 });
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

test('the table finds an order by its id', () => {
  expect(properties(template, '__Name__Table')).toMatchObject({
    KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
  });
});

test('the first execution that fails raises the alarm', () => {
  const machine = '__Name__StateMachine';
  const count = (name: string) => counted('AWS/States', name, 'StateMachineArn', machine);
  expect(properties(template, '__Name__ErrorsAlarm')).toMatchObject({
    ...alarming(),
    Metrics: [
      { Expression: 'SUM(METRICS())' },
      count('ExecutionsFailed'),
      count('ExecutionsTimedOut'),
    ],
  });
  const errorsAlarm = '__Name__ErrorsAlarm';
  expect(sectionOf(template, errorsAlarm)).toBe('__name-kebab__-errors');
});

test('the ARN of the state machine is an output', async () => {
  expect(await loadOutputs()).toMatchObject({
    __Name__StateMachineArn: '__Name__StateMachine',
  });
});

test('the sender of the mail is an address', async () => {
  expect(await loadParameters()).toMatchObject({
    __Name__MailFrom: { AllowedPattern: '^[^@ ]+@[^@ ]+$' },
  });
});
