import { CfnCustomResource, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import files from '../src/__name-kebab__/migrations.json' with { type: 'json' };
import { databaseOf } from './constructs/database.ts';
import { userOf } from './constructs/database-user.ts';
import { LambdaFunction } from './constructs/function.ts';

/** The database of the items, and how functions reach it once its migrations have run. */
export function storeOf(scope: Construct) {
  const all = databaseOf(scope);
  const { cluster, writer } = all;
  const user = userOf(all);
  const database = cluster.attrDbClusterArn;
  const master = cluster.attrMasterUserSecretSecretArn;
  const migrate = new LambdaFunction(scope, 'Migrate', {
    entry: 'src/__name-kebab__/migrate.ts',
    timeout: Duration.minutes(5),
    environment: {
      DATABASE_ARN: database,
      DATABASE_SECRET_ARN: master,
      DATABASE_USER_ARN: user.ref,
    },
  });
  const calls = [
    'BeginTransaction',
    'CommitTransaction',
    'ExecuteStatement',
    'RollbackTransaction',
  ];
  migrate.allow(
    calls.map((call) => `rds-data:${call}`),
    database,
  );
  migrate.allow(['secretsmanager:GetSecretValue'], master);
  migrate.allow(['secretsmanager:GetSecretValue'], user.ref);
  const migration = new CfnCustomResource(scope, 'Migration', {
    serviceToken: migrate.functionArn,
    serviceTimeout: 600,
  });
  migration.addPropertyOverride('Last', Object.keys(files).at(-1));
  migration.node.addDependency(writer);
  return {
    environment: { DATABASE_ARN: database, DATABASE_SECRET_ARN: user.ref },
    allow(fn: LambdaFunction) {
      fn.allow(['rds-data:ExecuteStatement'], database);
      fn.allow(['secretsmanager:GetSecretValue'], user.ref);
      fn.node.addDependency(migration);
    },
  };
}
