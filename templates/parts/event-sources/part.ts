import { definePart } from '../../../src/core/pattern.ts';

/** What tests read of the queues and streams that functions work. */
export default definePart({
  id: 'event-sources',
  contribute: () => ({ files: ['common'] }),
});
