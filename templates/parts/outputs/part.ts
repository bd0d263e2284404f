import { definePart } from '../../../src/core/pattern.ts';

/** What tests ask of the outputs of the stack. */
export default definePart({
  id: 'outputs',
  contribute: ({ iac }) => ({ files: [iac] }),
});
