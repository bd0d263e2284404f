import { definePart } from '../../../src/core/pattern.ts';

/** Queues that a function works, each with its dead letters. */
export default definePart({
  id: 'work-queue',
  contribute: ({ iac }) => ({ files: iac === 'cdk' ? ['cdk'] : [], requires: ['queue-tests'] }),
});
