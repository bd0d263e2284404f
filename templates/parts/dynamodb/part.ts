import { definePart } from '../../../src/core/pattern.ts';

/** The document client, and DynamoDB on this machine for the tests. */
export default definePart({
  id: 'dynamodb',
  contribute: () => ({
    files: ['common'],
    dependencies: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'],
    devDependencies: ['aws-sdk-client-mock', 'dynalite'],
  }),
});
