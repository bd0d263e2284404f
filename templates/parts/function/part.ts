import { definePart } from '../../../src/core/pattern.ts';

/** The one place of a function's defaults; SAM has them in Globals. */
export default definePart({
  id: 'function',
  contribute: ({ iac }) => ({ files: ['common', iac] }),
});
