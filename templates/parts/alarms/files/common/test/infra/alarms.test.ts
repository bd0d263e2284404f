import { expect, test } from 'vitest';
import { load, ofType, type Template } from '../support/template.ts';

const template = await load();

test('every alarm notifies the topic', () => {
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
  for (const [id, alarm] of Object.entries(alarms)) {
    expect(alarm, id).toMatchObject({ AlarmActions: ['AlarmTopic'] });
  }
});

test('only alarms of this account may publish, and only over TLS', () => {
  expect(template.AlarmTopicPolicy?.Properties).toMatchObject({
    Topics: ['AlarmTopic'],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sns:Publish',
          Resource: 'AlarmTopic',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: 'AlarmTopic',
          Condition: { StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' } },
        },
      ],
    },
  });
});

test('a mailbox is subscribed when there is one', async () => {
  const subscribed = await load({ alarmEmail: 'ops@example.com' });
  expect(subscribersOf(template)).toEqual([]);
  expect(subscribersOf(subscribed)).toEqual([
    { Endpoint: 'ops@example.com', Protocol: 'email', TopicArn: 'AlarmTopic' },
  ]);
});

function subscribersOf(template: Template): unknown[] {
  const all = Object.values(ofType<{ TopicArn: string }>(template, 'AWS::SNS::Subscription'));
  return all.filter(({ TopicArn }) => TopicArn === 'AlarmTopic');
}
