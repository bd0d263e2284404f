import { Aws, CfnCustomResource, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import files from '../src/__name-kebab__/migrations.json' with { type: 'json' };
import { databaseOf } from './constructs/database.ts';
import { LambdaFunction } from './constructs/function.ts';
import { outside } from './constructs/functions-in-vpc.ts';

const USER = 'app';

/** The database of the items, and how functions reach it once its migrations have run. */
export function storeOf(scope: Construct) {
  const { cluster, writer } = databaseOf(scope);
  const database = cluster.attrDbClusterArn;
  const master = cluster.attrMasterUserSecretSecretArn;
  const migrate = new LambdaFunction(scope, 'Migrate', {
    entry: 'src/__name-kebab__/migrate.ts',
    timeout: Duration.minutes(5),
    environment: { DATABASE_ARN: database, DATABASE_SECRET_ARN: master },
  });
  // It uses the Data API, which cannot be reached from the VPC
  outside.add(migrate);
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
  const migration = new CfnCustomResource(scope, 'Migration', {
    serviceToken: migrate.functionArn,
    serviceTimeout: 600,
  });
  migration.addPropertyOverride('Last', Object.keys(files).at(-1));
  migration.node.addDependency(writer);
  return {
    environment: {
      PGHOST: cluster.attrEndpointAddress,
      PGPORT: cluster.attrEndpointPort,
      PGUSER: USER,
      PGDATABASE: 'app',
      PGSSLMODE: 'verify-full',
      // The certificate authorities of RDS, which the runtime does not load by itself
      NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
    },
    allow(fn: LambdaFunction) {
      const account = `arn:${Aws.PARTITION}:rds-db:${Aws.REGION}:${Aws.ACCOUNT_ID}`;
      const user = `${account}:dbuser:${cluster.attrDbClusterResourceId}/${USER}`;
      fn.allow(['rds-db:connect'], user);
      fn.node.addDependency(migration);
    },
  };
}
