import { definePart } from '../../../src/core/pattern.ts';

/** Aurora PostgreSQL, and migrations through its Data API; PGlite in tests. */
export default definePart({
  id: 'database',
  contribute: ({ iac }) => ({
    files: ['common', ...(iac === 'cdk' ? ['cdk'] : [])],
    requires: ['env', 'http', 'like-prod', 'silent-server'],
    dependencies: ['@aws-sdk/client-rds-data'],
    devDependencies: ['@electric-sql/pglite', 'aws-sdk-client-mock'],
    scripts: { migrations: 'node --experimental-strip-types scripts/migrations.ts' },
    sam: ['sam.yaml'],
    resources: 2,
  }),
});
