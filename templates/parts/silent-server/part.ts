import { definePart } from '../../../src/core/pattern.ts';

/** A service that does not answer, for tests of timeouts that do not wait for them. */
export default definePart({
  id: 'silent-server',
  contribute: () => ({ files: ['common'] }),
});
