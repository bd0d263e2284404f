import { expect, test } from 'vitest';
import { permissions } from '../support/permissions.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

const USER =
  /^rds-db:connect on arn:[\w:]+:rds-db:AWS::Region:AWS::AccountId:dbuser:DatabaseCluster\.DBClusterResourceId\/app$/;

test.each(['Create', 'List', 'Get', 'Update', 'Delete'])(
  'beyond logs, %s may connect as the user of the functions alone, with a checked certificate',
  (name) => {
    const allowed = permissions(template, `__Name__${name}`);
    expect(allowed).toEqual([expect.stringMatching(USER)]);
    expect(properties(template, `__Name__${name}`)).toMatchObject({
      Environment: {
        Variables: {
          PGHOST: 'DatabaseCluster.Endpoint.Address',
          PGPORT: 'DatabaseCluster.Endpoint.Port',
          PGUSER: 'app',
          PGDATABASE: 'app',
          PGSSLMODE: 'verify-full',
          NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
        },
      },
    });
    expect(properties(template, `__Name__${name}`)).toHaveProperty('VpcConfig');
  },
);

test('migrations run as the master through the Data API, in transactions, outside of the VPC', () => {
  expect(permissions(template, '__Name__Migrate')).toEqual([
    'rds-data:BeginTransaction on DatabaseCluster.DBClusterArn',
    'rds-data:CommitTransaction on DatabaseCluster.DBClusterArn',
    'rds-data:ExecuteStatement on DatabaseCluster.DBClusterArn',
    'rds-data:RollbackTransaction on DatabaseCluster.DBClusterArn',
    'secretsmanager:GetSecretValue on DatabaseCluster.MasterUserSecret.SecretArn',
  ]);
  expect(properties(template, '__Name__Migrate')).toMatchObject({
    Environment: {
      Variables: {
        DATABASE_ARN: 'DatabaseCluster.DBClusterArn',
        DATABASE_SECRET_ARN: 'DatabaseCluster.MasterUserSecret.SecretArn',
      },
    },
    MemorySize: 512,
    Timeout: 300,
  });
  const migrate = properties(template, '__Name__Migrate');
  expect(migrate).not.toHaveProperty('VpcConfig');
});
