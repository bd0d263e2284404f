import type { SamFragment } from '../../src/core/pattern.ts';

/** A fragment under another name: what two triggers of one function bring must not be called the same. */
const renamed =
  (from: string, to: string) =>
  (fragment: string): SamFragment => ({
    fragment,
    replace: { [`__Name__${from}`]: `__Name__${to}` },
  });

/** Fragments of a queue to work, and of its dead letters; the policy of a queue that only we send to, if asked. */
export const workQueue = (isOwn: boolean, name: string, hasPolicy = false) =>
  [
    '../work-queue.yaml',
    ...(isOwn ? ['../work-queue-own.yaml'] : []),
    ...(hasPolicy ? ['../work-queue-policy.yaml'] : []),
  ].map(renamed('Queue', name));

/** Fragments of dead letters alone; with the policy of a queue that only we send to, if asked. */
export const deadLetters = (isOwn: boolean, name: string, hasPolicy = false) =>
  [
    '../dead-letters.yaml',
    ...(isOwn ? ['../dead-letters-own.yaml'] : []),
    ...(hasPolicy ? ['../dead-letters-policy.yaml'] : []),
  ].map(renamed('DeadLetters', name));

/** Versions of aws-cdk-lib before 2.62 cannot limit how many invocations poll a queue. */
export const WITHOUT_LIMIT = {
  before: 62,
  replace: { '      maxConcurrency: 10,\n': '' },
};
