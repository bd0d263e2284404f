import { definePart } from '../../../src/core/pattern.ts';

/** The application of all deployments and its role, which SAM's transform or the construct makes with the first of them. */
export default definePart({
  id: 'code-deploy',
  contribute: () => ({ files: [], resources: 2 }),
});
