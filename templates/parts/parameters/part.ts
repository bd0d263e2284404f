import { definePart } from '../../../src/core/pattern.ts';

/** What tests ask of the parameters of the stack. */
export default definePart({
  id: 'parameters',
  contribute: ({ iac }) => ({ files: [iac] }),
});
