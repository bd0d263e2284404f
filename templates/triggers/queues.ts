/** Fragments of a queue to work, and of its dead letters; the queue's policy is the trigger's own. */
export const workQueue = (isOwn: boolean) => [
  '../work-queue.yaml',
  ...(isOwn ? ['../work-queue-own.yaml'] : []),
];

/** Fragments of dead letters alone. */
export const deadLetters = (isOwn: boolean) => [
  '../dead-letters.yaml',
  ...(isOwn ? ['../dead-letters-own.yaml'] : []),
];
