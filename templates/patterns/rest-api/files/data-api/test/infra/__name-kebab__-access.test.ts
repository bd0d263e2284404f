import { expect, test } from 'vitest';
import { permissions } from '../support/permissions.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

test.each(['Create', 'List', 'Get', 'Update', 'Delete'])(
  'beyond logs, %s may run statements as the user of the functions alone',
  (name) => {
    expect(permissions(template, `__Name__${name}`)).toEqual([
      'rds-data:ExecuteStatement on DatabaseCluster.DBClusterArn',
      'secretsmanager:GetSecretValue on DatabaseUser',
    ]);
    expect(properties(template, `__Name__${name}`)).toMatchObject({
      Environment: {
        Variables: {
          DATABASE_ARN: 'DatabaseCluster.DBClusterArn',
          DATABASE_SECRET_ARN: 'DatabaseUser',
        },
      },
    });
  },
);

test('migrations run as the master, in transactions, and may read the password of the user', () => {
  expect(permissions(template, '__Name__Migrate')).toEqual([
    'rds-data:BeginTransaction on DatabaseCluster.DBClusterArn',
    'rds-data:CommitTransaction on DatabaseCluster.DBClusterArn',
    'rds-data:ExecuteStatement on DatabaseCluster.DBClusterArn',
    'rds-data:RollbackTransaction on DatabaseCluster.DBClusterArn',
    'secretsmanager:GetSecretValue on DatabaseCluster.MasterUserSecret.SecretArn',
    'secretsmanager:GetSecretValue on DatabaseUser',
  ]);
  expect(properties(template, '__Name__Migrate')).toMatchObject({
    Environment: {
      Variables: {
        DATABASE_ARN: 'DatabaseCluster.DBClusterArn',
        DATABASE_SECRET_ARN: 'DatabaseCluster.MasterUserSecret.SecretArn',
        DATABASE_USER_ARN: 'DatabaseUser',
      },
    },
    MemorySize: 512,
    Timeout: 300,
  });
});
