import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { stageOf } from '../stage.ts';
import { networkOf } from './database-network.ts';

/** The database of the stack of `scope`. */
export function databaseOf(scope: Construct): Database {
  const stack = Stack.of(scope);
  const existing = stack.node.tryFindChild('Database') as Database | undefined;
  return existing ?? new Database(stack, 'Database');
}

/** Aurora PostgreSQL, in a network that lets in what may use it. */
export class Database extends Construct {
  readonly cluster: CfnDBCluster;
  readonly writer: CfnDBInstance;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { name, isProtected } = stageOf(scope);

    const { subnets, group } = networkOf(this);
    this.cluster = new CfnDBCluster(this, 'Cluster', {
      engine: 'aurora-postgresql',
      engineVersion: '17.7',
      databaseName: 'app',
      masterUsername: 'postgres',
      manageMasterUserPassword: true,
      enableHttpEndpoint: true,
      enableIamDatabaseAuthentication: true,
      storageEncrypted: true,
      backupRetentionPeriod: 14,
      copyTagsToSnapshot: true,
      port: 5433,
      deletionProtection: isProtected,
      // At 0 it pauses when idle, and takes some 15 seconds to resume
      serverlessV2ScalingConfiguration: { minCapacity: name === 'dev' ? 0 : 0.5, maxCapacity: 4 },
      dbSubnetGroupName: subnets.ref,
      vpcSecurityGroupIds: [group.attrGroupId],
    });
    this.cluster.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);
    this.writer = new CfnDBInstance(this, 'Writer', {
      engine: 'aurora-postgresql',
      dbClusterIdentifier: this.cluster.ref,
      dbInstanceClass: 'db.serverless',
      publiclyAccessible: false,
    });
    this.writer.applyRemovalPolicy(RemovalPolicy.DESTROY);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-RDS10',
      reason: 'It is protected in prod.',
    });
  }
}
