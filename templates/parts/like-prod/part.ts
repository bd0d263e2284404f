import { definePart } from '../../../src/core/pattern.ts';

/** Whether a stage is as prod, which SAM's conditions say; the CDK asks for the stage by name. */
export default definePart({
  id: 'like-prod',
  contribute: ({ iac }) => ({
    files: iac === 'sam' ? ['sam'] : [],
    requires: ['stages'],
    sam: ['sam.yaml'],
  }),
});
