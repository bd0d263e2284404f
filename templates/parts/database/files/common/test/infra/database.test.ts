import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

const dev = await load({ stage: 'dev' });
const staging = await load({ stage: 'staging' });
const prod = await load({ stage: 'prod' });

const cluster = {
  Engine: 'aurora-postgresql',
  EngineVersion: '17.7',
  DatabaseName: 'app',
  MasterUsername: 'postgres',
  ManageMasterUserPassword: true,
  EnableHttpEndpoint: true,
  EnableIAMDatabaseAuthentication: true,
  StorageEncrypted: true,
  BackupRetentionPeriod: 14,
  CopyTagsToSnapshot: true,
  Port: 5433,
  DBSubnetGroupName: 'DatabaseSubnets',
  VpcSecurityGroupIds: ['DatabaseGroup.GroupId'],
};

test('the database is encrypted and backed up; in dev, it pauses when idle', () => {
  expect(properties(dev, 'DatabaseCluster')).toEqual({
    ...cluster,
    DeletionProtection: false,
    ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 4 },
  });
});

test.each([
  ['staging', staging, false],
  ['prod', prod, true],
])('in %s, it never pauses', (_, stack, DeletionProtection) => {
  expect(properties(stack, 'DatabaseCluster')).toEqual({
    ...cluster,
    DeletionProtection,
    ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 },
  });
});

test('it leaves a snapshot when it goes', () => {
  expect(dev.DatabaseCluster).toMatchObject({
    DeletionPolicy: 'Snapshot',
    UpdateReplacePolicy: 'Snapshot',
  });
});

test('its instance grows with what it does', () => {
  expect(dev.DatabaseWriter).toMatchObject({
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
    Properties: {
      Engine: 'aurora-postgresql',
      DBClusterIdentifier: 'DatabaseCluster',
      DBInstanceClass: 'db.serverless',
      PubliclyAccessible: false,
    },
  });
});
