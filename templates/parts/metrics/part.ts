import { definePart } from '../../../src/core/pattern.ts';

/** Metrics of the domain, which a function writes into its logs. */
export default definePart({
  id: 'metrics',
  contribute: () => ({
    files: ['common'],
    dependencies: ['@aws-lambda-powertools/metrics'],
  }),
});
