import { describe, expect, test } from 'vitest';
import { loadAll, ofType, type Template } from '../support/template.ts';

const stacks = await loadAll({ alarmEmail: '' });
const subscribed = await loadAll({ alarmEmail: 'ops@example.com' });
const alarming = Object.entries(stacks).filter(([, stack]) => stack.AlarmTopic);

describe.each(alarming)('%s', (name, stack) => {
  test('every alarm notifies the topic, and names its metrics', () => {
    const alarms = ofType<{ Metrics?: object[] }>(stack, 'AWS::CloudWatch::Alarm');
    for (const [id, alarm] of Object.entries(alarms)) {
      expect(alarm, id).toMatchObject({ AlarmActions: ['AlarmTopic'] });
      for (const metric of alarm.Metrics ?? []) expect(metric, id).toHaveProperty('Id');
    }
  });

  test('only alarms of this account may publish, and only over TLS', () => {
    expect(stack.AlarmTopicPolicy?.Properties).toMatchObject({
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

  test('a mailbox is subscribed when there is one', () => {
    expect(subscribersOf(stack)).toEqual([]);
    expect(subscribersOf(subscribed[name])).toEqual([
      { Endpoint: 'ops@example.com', Protocol: 'email', TopicArn: 'AlarmTopic' },
    ]);
  });
});

function subscribersOf(stack: Template = {}): unknown[] {
  const all = Object.values(ofType<{ TopicArn: string }>(stack, 'AWS::SNS::Subscription'));
  return all.filter(({ TopicArn }) => TopicArn === 'AlarmTopic');
}
