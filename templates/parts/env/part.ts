import { definePart } from '../../../src/core/pattern.ts';

/** Reads and checks environment variables when a function starts. */
export default definePart({
  id: 'env',
  contribute: () => ({ files: ['common'], dependencies: ['zod'] }),
});
