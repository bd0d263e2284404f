import { definePart } from '../../../src/core/pattern.ts';

/** Structured logs with a correlation id. */
export default definePart({
  id: 'logger',
  contribute: () => ({
    files: ['common'],
    dependencies: ['@aws-lambda-powertools/logger'],
    devDependencies: ['@types/aws-lambda'],
  }),
});
