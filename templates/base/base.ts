import { definePart } from '../../src/core/pattern.ts';

/** The empty project: configuration, workflows, documents, and an infrastructure without resources. */
export default definePart({
  id: 'base',
  contribute: ({ iac, packageManager }) => ({ files: ['common', iac, packageManager] }),
});
