import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

interface Properties {
  Events: Record<string, { Properties: object }>;
}

const template = await load();

test('the rule invokes the function, and sends what it cannot deliver to the dead letters', () => {
  const { Events } = properties<Properties>(template, '__Function__');
  expect(Events.__Name__Rule?.Properties).toMatchObject({
    Pattern: {
      source: ['my.app'],
    },
    RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 },
    DeadLetterConfig: { Arn: '__Name__RuleDeadLetters.Arn' },
  });
});
