import { definePart } from '../../../src/core/pattern.ts';

/** DynamoDB on this machine, for the tests. */
export default definePart({
  id: 'local-dynamodb',
  contribute: () => ({
    files: ['common'],
    devDependencies: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb', 'dynalite'],
  }),
});
