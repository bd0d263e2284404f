import type { Deployment } from '../../infrastructure/resolve/deployment.ts';
import { hasPackage } from '../services/emulators.ts';

/** What names a queue, topic or bucket that takes part in what the functions do. */
const usersOf = ({
  functions,
  mappings,
  rules,
  schedules,
  subscriptions,
  stateMachines,
  buckets,
}: Deployment) => [
  functions.map(({ environment }) => Object.values(environment)),
  mappings,
  [...rules, ...schedules].map(({ targets }) => targets.map(({ arn }) => arn)),
  functions.map(({ asynchronous: { onSuccess } }) => onSuccess),
  subscriptions.filter(({ protocol }) => protocol === 'lambda'),
  stateMachines,
  buckets.flatMap(({ notifications }) => notifications),
];

/** Whether more than alarms and dead letters uses queues, topics and buckets: a project without an emulator lacks nothing otherwise. */
export function needsMessaging(deployment: Deployment): boolean {
  const { queues, topics, buckets } = deployment;
  const hasNotifications = buckets.some(({ notifications }) => notifications.length > 0);
  const texts = JSON.stringify(usersOf(deployment));
  const isNamed = ({ name }: { name: string }) => texts.includes(name);
  return hasNotifications || [...queues, ...topics, ...buckets].some(isNamed);
}

/** Whether a run starts the emulator of them, or says that it is missing. */
export function startsMessaging(root: string, deployment: Deployment): boolean {
  const { queues, topics, buckets } = deployment;
  const hasAny = queues.length + topics.length + buckets.length > 0;
  return hasAny && (hasPackage(root, 'fauxqs') || needsMessaging(deployment));
}
