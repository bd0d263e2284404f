import { definePart } from '../../../src/core/pattern.ts';

/** What a deployment has to be told, and what tests ask of it. */
export default definePart({
  id: 'parameters',
  contribute: ({ iac }) => ({ files: [iac] }),
});
