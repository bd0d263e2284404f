import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bundled } from '../../scripts/bundled-migrations.ts';
import { permissions } from '../support/permissions.ts';
import { load, properties } from '../support/template.ts';

const template = await load();

const folder = 'src/__name-kebab__/migrations';

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
      MemorySize: 512,
      Timeout: 10,
    });
    const { DependsOn = [] } = template[`__Name__${name}`] ?? {};
    expect([DependsOn].flat()).toContain('__Name__Migration');
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

test('a deployment runs the last migration, once the database is there', () => {
  expect(properties(template, '__Name__Migration')).toEqual({
    ServiceToken: '__Name__Migrate.Arn',
    ServiceTimeout: 600,
    Last: readdirSync(folder).sort().at(-1),
  });
  const { DependsOn = [] } = template.__Name__Migration ?? {};
  expect([DependsOn].flat()).toContain('DatabaseWriter');
});

test('the function has the statements of all migrations (script "migrations")', () => {
  expect(JSON.parse(readFileSync(`${folder}.json`, 'utf8'))).toEqual(JSON.parse(bundled(folder)));
});
