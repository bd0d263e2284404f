import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
import { permissions } from '../support/permissions.ts';
import { loadOutputs } from '../support/outputs.ts';
import { load, properties } from '../support/template.ts';

const template = await load();
const deadLetters = '__Name__PublishDeadLetters';

test('publish may publish, keep what fails, and nothing else', () => {
  expect(permissions(template, '__Name__Publish')).toEqual([
    'sns:Publish on __Name__Topic',
    `sqs:SendMessage on ${deadLetters}.Arn`,
  ]);
  expect(properties(template, '__Name__Publish')).toMatchObject({
    Environment: { Variables: { TOPIC_ARN: '__Name__Topic' } },
    MemorySize: 512,
    Timeout: 10,
  });
});

test('an asynchronous invocation is tried three times, and kept', () => {
  expect(properties(template, '__Name__PublishEventInvokeConfig')).toEqual({
    DestinationConfig: { OnFailure: { Destination: `${deadLetters}.Arn` } },
    FunctionName: '__Name__Publish',
    MaximumEventAgeInSeconds: 3600,
    MaximumRetryAttempts: 2,
    Qualifier: '$LATEST',
  });
});

test('what is kept raises an alarm', async () => {
  const section = sectionOf(template, `${deadLetters}Alarm`);
  expect(section).toBe('__name-kebab__-dead-letters');
  expect(await loadOutputs()).toMatchObject({
    __Name__PublishName: '__Name__Publish',
  });
});
