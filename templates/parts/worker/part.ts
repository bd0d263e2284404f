import { definePart } from '../../../src/core/pattern.ts';

/** Functions that work queues. */
export default definePart({
  id: 'worker',
  contribute: ({ iac }) => ({
    files: iac === 'cdk' ? ['cdk'] : [],
    requires: ['function', 'event-sources'],
  }),
});
