import { definePart } from '../../../src/core/pattern.ts';

/**
 * DynamoDB on this machine, for the tests. Their clients are no `devDependencies`: npm takes a package that is also one
 * of another pattern's functions for one of development alone, and leaves it out of what is deployed.
 */
export default definePart({
  id: 'local-dynamodb',
  contribute: () => ({
    files: ['common'],
    dependencies: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'],
    devDependencies: ['dynalite'],
  }),
});
