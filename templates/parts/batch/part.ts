import { definePart } from '../../../src/core/pattern.ts';

/** Workers of SQS queues: what fails comes back, and nothing else does. */
export default definePart({
  id: 'batch',
  contribute: () => ({
    files: ['common'],
    requires: ['logger', 'worker'],
    dependencies: ['@aws-lambda-powertools/batch'],
    devDependencies: ['@types/aws-lambda'],
  }),
});
