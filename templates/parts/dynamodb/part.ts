import { definePart } from '../../../src/core/pattern.ts';

/** The document client. */
export default definePart({
  id: 'dynamodb',
  contribute: () => ({
    files: ['common'],
    requires: ['local-dynamodb', 'silent-server'],
    devDependencies: ['aws-sdk-client-mock'],
  }),
});
