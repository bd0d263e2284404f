import { definePart } from '../../../src/core/pattern.ts';

/** Workers of SQS queues: what fails comes back, and nothing else does. */
export default definePart({
  id: 'batch',
  contribute: ({ iac }) => ({
    files: ['common', iac],
    requires: ['logger'],
    dependencies: ['@aws-lambda-powertools/batch'],
    devDependencies: ['@types/aws-lambda'],
  }),
});
