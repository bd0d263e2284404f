import { definePart } from '../../../src/core/pattern.ts';

/** Handlers behind API Gateway: parsed requests, problem+json errors. */
export default definePart({
  id: 'http',
  contribute: () => ({
    files: ['common'],
    requires: ['logger'],
    dependencies: ['zod'],
    devDependencies: ['@types/aws-lambda'],
  }),
});
