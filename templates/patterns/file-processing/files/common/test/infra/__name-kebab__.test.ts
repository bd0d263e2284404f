import { expect, test } from 'vitest';
import { sectionOf } from '../support/alarms.ts';
import { loadOutputs } from '../support/outputs.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the function has room for a file of 25 MB, and a minute', () => {
  expect(properties(template, '__Name__Process')).toMatchObject({
    Environment: {
      Variables: {
        OUTPUT_BUCKET: '__Name__Output',
        PREFIX: 'uploads/',
        TOPIC_ARN: '__Name__Notices',
      },
    },
    MemorySize: 1024,
    Timeout: 60,
  });
});

test('only over TLS may anything be published to the topic', () => {
  expect(template.__Name__Notices).toMatchObject({ Type: 'AWS::SNS::Topic' });
  expect(properties(template, '__Name__NoticesPolicy')).toMatchObject({
    Topics: ['__Name__Notices'],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sns:Publish',
          Resource: '__Name__Notices',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  });
});

test('the output does not notify who writes it: nothing can go round in circles', () => {
  const output = JSON.stringify(properties(template, '__Name__Output'));
  expect(output).not.toMatch(/__Name__(Process|Queue)\b/);
});

test('errors raise an alarm when they last', () => {
  const alarm = '__Name__ErrorsAlarm';
  expect(properties(template, alarm)).toMatchObject({
    Namespace: 'AWS/Lambda',
    MetricName: 'Errors',
    Dimensions: [{ Name: 'FunctionName', Value: '__Name__Process' }],
    Statistic: 'Sum',
    Period: 300,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    DatapointsToAlarm: 2,
    EvaluationPeriods: 3,
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
  expect(sectionOf(template, alarm)).toBe('__name-kebab__-errors');
});

test('what others need to know is an output', async () => {
  expect(await loadOutputs()).toMatchObject({
    __Name__InputName: '__Name__Input',
    __Name__OutputName: '__Name__Output',
    __Name__NoticesArn: '__Name__Notices',
  });
});
