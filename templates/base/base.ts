import { definePart } from '../../src/core/pattern.ts';
import { PUBLISHED } from './published.ts';

/** The empty project: configuration, workflows, documents, and an infrastructure without resources. */
export default definePart({
  id: 'base',
  contribute: ({ iac, packageManager, alias }) => ({
    files: ['common', iac, packageManager],
    ...(alias ? { replace: PUBLISHED[iac] } : {}),
  }),
});
