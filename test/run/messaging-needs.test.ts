import { expect, it } from 'vitest';
import type { Deployment } from '../../src/infrastructure/resolve/deployment.ts';
import { needsMessaging } from '../../src/run/core/messaging-needs.ts';

const ARN = 'arn:aws:sqs:us-east-1:000000000000:jobs';

const deployment = (more: object) =>
  ({
    functions: [],
    mappings: [],
    rules: [],
    schedules: [],
    subscriptions: [],
    stateMachines: [],
    buckets: [],
    topics: [],
    queues: [{ name: 'jobs', arn: ARN }],
    ...more,
  }) as unknown as Deployment;

const fn = (more: object) => ({ environment: {}, asynchronous: {}, ...more });
const target = (more: object) => ({ targets: [{ arn: 'arn:x', ...more }] });

it.each([
  ['a dead-letter queue', { functions: [fn({ asynchronous: { onFailure: ARN } })] }, false],
  ['a dead-letter queue', { schedules: [target({ deadLetterArn: ARN })] }, false],
  [
    'a topic that sends mail',
    {
      queues: [],
      topics: [{ name: 'alarms' }],
      subscriptions: [{ topicArn: 'x:alarms', protocol: 'email' }],
    },
    false,
  ],
  [
    'a queue that a function names',
    { functions: [fn({ environment: { QUEUE: 'http://x/jobs' } })] },
    true,
  ],
  ['a queue that a function reads', { mappings: [{ sourceArn: ARN }] }, true],
  ['a queue that events go to', { rules: [target({ arn: ARN })] }, true],
  [
    'a bucket with notifications',
    { queues: [], buckets: [{ name: 'b', notifications: [{}] }] },
    true,
  ],
])('%s: %j', (_, more, isNeeded) => {
  expect(needsMessaging(deployment(more))).toBe(isNeeded);
});
