import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the rule invokes the function, and sends what it cannot deliver to the dead letters', () => {
  expect(properties(template, '__Name__Rule')).toMatchObject({
    EventPattern: {
      source: ['my.app'],
    },
    Targets: [
      {
        Arn: '__Function__.Alias',
        RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 },
        DeadLetterConfig: { Arn: '__Name__RuleDeadLetters.Arn' },
      },
    ],
  });
});
