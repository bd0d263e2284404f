import { definePart } from '../../../src/core/pattern.ts';

/** The document client. */
export default definePart({
  id: 'dynamodb',
  contribute: () => ({
    files: ['common'],
    requires: ['local-dynamodb'],
    dependencies: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'],
    devDependencies: ['aws-sdk-client-mock'],
  }),
});
