import { definePart } from '../../../src/core/pattern.ts';

/** Aurora PostgreSQL, reached through the Data API; PGlite in tests. */
export default definePart({
  id: 'database',
  contribute: ({ iac }) => ({
    files: ['common', ...(iac === 'cdk' ? ['cdk'] : [])],
    requires: ['env', 'http', 'silent-server', 'stages'],
    dependencies: ['@aws-sdk/client-rds-data', '@aws-sdk/client-secrets-manager'],
    devDependencies: ['@electric-sql/pglite', 'aws-sdk-client-mock'],
    scripts: { migrations: 'node --experimental-strip-types scripts/migrations.ts' },
    sam: ['sam.yaml'],
    resources: 8,
  }),
});
