import { definePart } from '../../../src/core/pattern.ts';

/** Queues, and dead-letter queues that raise an alarm. */
export default definePart({
  id: 'queue',
  contribute: ({ iac }) => ({ files: ['common', iac], requires: ['alarms'] }),
});
