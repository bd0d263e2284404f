import { Fn, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSubnet, CfnVPC } from 'aws-cdk-lib/aws-ec2';
import { CfnDBCluster, CfnDBInstance, CfnDBSubnetGroup } from 'aws-cdk-lib/aws-rds';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { stageOf } from '../stage.ts';

/** The database of the stack of `scope`. */
export function databaseOf(scope: Construct): Database {
  const stack = Stack.of(scope);
  const existing = stack.node.tryFindChild('Database') as Database | undefined;
  return existing ?? new Database(stack, 'Database');
}

/** Aurora PostgreSQL in subnets of its own that lead nowhere: functions reach it through the Data API. */
export class Database extends Construct {
  readonly cluster: CfnDBCluster;
  readonly writer: CfnDBInstance;
  /** Of the functions; that of the master is the cluster's own. */
  readonly user: CfnSecret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { isLikeProd, isProtected } = stageOf(scope);

    const { subnetIds, group } = this.network();
    const subnets = new CfnDBSubnetGroup(this, 'Subnets', {
      dbSubnetGroupDescription: 'Subnets of the database',
      subnetIds,
    });
    this.cluster = new CfnDBCluster(this, 'Cluster', {
      engine: 'aurora-postgresql',
      engineVersion: '17.5',
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
      serverlessV2ScalingConfiguration: { minCapacity: isLikeProd ? 0.5 : 0, maxCapacity: 4 },
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
    this.user = new CfnSecret(this, 'User', {
      generateSecretString: {
        secretStringTemplate: '{"username":"app"}',
        generateStringKey: 'password',
        passwordLength: 32,
        excludePunctuation: true,
      },
    });
    this.user.applyRemovalPolicy(RemovalPolicy.DESTROY);

    Validations.of(this).acknowledge(
      {
        id: 'AwsSolutions-VPC7',
        reason: 'Nothing but the database is in it, and nothing leads there.',
      },
      { id: 'AwsSolutions-RDS10', reason: 'It is protected in prod.' },
      {
        id: 'AwsSolutions-SMG4',
        reason: 'Migrations give the database the password of the secret: docs/operations.md.',
      },
    );
  }

  /** Its subnets lead nowhere: they have the routes of the network, which has none out. */
  private network() {
    const { ref: vpcId } = new CfnVPC(this, 'Network', {
      cidrBlock: '10.1.0.0/24',
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
    const subnetIds = ['10.1.0.0/25', '10.1.0.128/25'].map((cidrBlock, zone) => {
      const availabilityZone = Fn.select(zone, Fn.getAzs());
      return new CfnSubnet(this, `Subnet${zone + 1}`, { vpcId, cidrBlock, availabilityZone }).ref;
    });
    const group = new CfnSecurityGroup(this, 'Group', {
      groupDescription: 'Database: nothing in, nothing out',
      vpcId,
      // Without any rule, all could leave
      securityGroupEgress: [
        {
          description: 'Disallow all traffic',
          ipProtocol: 'icmp',
          fromPort: 252,
          toPort: 86,
          cidrIp: '255.255.255.255/32',
        },
      ],
    });
    return { subnetIds, group };
  }
}
