import { definePart } from '../../../src/core/pattern.ts';

/** What holds for every queue, in a test, so that a trigger that brings one need not test it again. */
export default definePart({
  id: 'queue-tests',
  contribute: () => ({ files: ['common'], requires: ['queue'] }),
});
