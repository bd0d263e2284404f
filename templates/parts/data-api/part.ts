import { definePart } from '../../../src/core/pattern.ts';

/** How functions reach the database: over HTTPS, as a user with a password. Its network leads nowhere. */
export default definePart({
  id: 'data-api',
  contribute: ({ iac }) => ({
    files: ['common', ...(iac === 'cdk' ? ['cdk'] : [])],
    requires: ['database'],
    dependencies: ['@aws-sdk/client-secrets-manager'],
    sam: ['sam.yaml'],
    resources: 6,
  }),
});
