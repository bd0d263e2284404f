import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import {
  CfnFlowLog,
  CfnSecurityGroupEgress,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  Vpc as Network,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
} from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Place, placeFunctions } from './constructs/functions-in-vpc.ts';
import { stageOf } from './stage.ts';

/** The network of the stack's functions: subnets in two zones, which lead to AWS services alone. */
export class Vpc extends Construct {
  readonly network: Network;
  /** Of the endpoints of services. */
  readonly endpoints: SecurityGroup;
  readonly place: Place;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.network = new Network(this, 'Network', {
      ipAddresses: IpAddresses.cidr('10.0.0.0/16'),
      maxAzs: 2,
      subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED }],
      gatewayEndpoints: {
        DynamoDB: { service: GatewayVpcEndpointAwsService.DYNAMODB },
        S3: { service: GatewayVpcEndpointAwsService.S3 },
      },
      // It would take a function, and nobody is in that group
      restrictDefaultSecurityGroup: false,
    });
    // With a rule of its own, the group loses the one that lets everything out
    new CfnSecurityGroupEgress(this, 'DefaultGroupEgress', {
      groupId: this.network.vpcDefaultSecurityGroup,
      ipProtocol: '-1',
      cidrIp: '127.0.0.1/32',
    });
    this.logFlows();

    const subnetIds = this.network.isolatedSubnets.map(({ subnetId }) => subnetId);
    this.place = placeFunctions(this, this.network.vpcId, subnetIds);
    this.endpoints = new SecurityGroup(this, 'Endpoints', {
      vpc: this.network,
      description: 'Endpoints: HTTPS from functions',
      allowAllOutbound: false,
    });
    const { attrGroupId } = this.place.group;
    this.endpoints.addIngressRule(Peer.securityGroupId(attrGroupId), Port.HTTPS, 'Functions');
  }

  private logFlows(): void {
    const logs = new LogGroup(this, 'FlowLogs', {
      retention: stageOf(this).logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'FlowLogRole', {
      assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        resources: [logs.logGroupArn],
      }),
    );
    new CfnFlowLog(this, 'FlowLog', {
      resourceType: 'VPC',
      resourceId: this.network.vpcId,
      trafficType: 'ALL',
      logGroupName: logs.logGroupName,
      deliverLogsPermissionArn: role.roleArn,
    });
  }
}
