import { definePart } from '../../../src/core/pattern.ts';

/** The values that a deployment needs, and what tests ask of them. */
export default definePart({
  id: 'parameters',
  contribute: ({ iac }) => ({ files: [iac] }),
});
