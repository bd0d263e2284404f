import { expect, test } from 'vitest';
import { grantedTo } from '../support/permissions.ts';
import { load, ofType, properties } from '../support/template.ts';
import { functionsInside } from '../support/vpc.ts';

const template = await load();

const SUBNETS = ['VpcNetworkIsolatedSubnet1Subnet', 'VpcNetworkIsolatedSubnet2Subnet'];
const ROUTES = ['VpcNetworkIsolatedSubnet1RouteTable', 'VpcNetworkIsolatedSubnet2RouteTable'];

test('every function is in both subnets, in the group of functions', () => {
  const functions = functionsInside(template);
  const VpcConfig = { SubnetIds: SUBNETS, SecurityGroupIds: ['VpcFunctions.GroupId'] };
  expect(functions).toEqual(functions.map(() => expect.objectContaining({ VpcConfig })));
});

test('the network finds services by their names', () => {
  expect(properties(template, 'VpcNetwork')).toMatchObject({
    CidrBlock: '10.0.0.0/16',
    EnableDnsHostnames: true,
    EnableDnsSupport: true,
  });
});

test.each([
  [0, '10.0.0.0/17'],
  [1, '10.0.128.0/17'],
])('subnet %i is in a zone of its own, and has routes of its own', (zone, CidrBlock) => {
  expect(properties(template, `${SUBNETS[zone]}`)).toMatchObject({
    VpcId: 'VpcNetwork',
    CidrBlock,
    AvailabilityZone: { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] },
  });
  expect(properties(template, `${SUBNETS[zone]}`)).not.toMatchObject({ MapPublicIpOnLaunch: true });
  expect(properties(template, `${ROUTES[zone]}`)).toMatchObject({ VpcId: 'VpcNetwork' });
  expect(properties(template, `${ROUTES[zone]}Association`)).toEqual({
    SubnetId: SUBNETS[zone],
    RouteTableId: ROUTES[zone],
  });
});

test('nothing leads to the internet', () => {
  const types = Object.values(template).map(({ Type }) => Type);
  expect(types).not.toContain('AWS::EC2::Route');
  expect(types).not.toContain('AWS::EC2::InternetGateway');
});

test.each([
  ['DynamoDB', 'dynamodb'],
  ['S3', 's3'],
])('%s is reached through a gateway', (id, service) => {
  expect(properties(template, `VpcNetwork${id}`)).toMatchObject({
    VpcEndpointType: 'Gateway',
    ServiceName: `com.amazonaws.AWS::Region.${service}`,
    VpcId: 'VpcNetwork',
    RouteTableIds: ROUTES,
  });
});

test('functions alone reach the endpoints of other services', () => {
  expect(properties(template, 'VpcEndpoints')).toEqual({
    GroupDescription: 'Endpoints: HTTPS from functions',
    VpcId: 'VpcNetwork',
    SecurityGroupIngress: [
      {
        Description: 'Functions',
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        SourceSecurityGroupId: 'VpcFunctions.GroupId',
      },
    ],
    SecurityGroupEgress: [
      {
        Description: 'Disallow all traffic',
        IpProtocol: 'icmp',
        FromPort: 252,
        ToPort: 86,
        CidrIp: '255.255.255.255/32',
      },
    ],
  });
});

test('it has no more endpoints than AWS gives a VPC', () => {
  const endpoints = Object.values(
    ofType<{ VpcEndpointType: string }>(template, 'AWS::EC2::VPCEndpoint'),
  );
  const interfaces = endpoints.filter(({ VpcEndpointType }) => VpcEndpointType === 'Interface');
  expect(interfaces.length).toBeLessThanOrEqual(50);
});

test('the default group lets nothing out', () => {
  expect(properties(template, 'VpcDefaultGroupEgress')).toEqual({
    GroupId: 'VpcNetwork.DefaultSecurityGroup',
    IpProtocol: '-1',
    CidrIp: '127.0.0.1/32',
  });
});

test('all flows are logged, and what logs them may do nothing else', () => {
  expect(properties(template, 'VpcFlowLog')).toEqual({
    ResourceType: 'VPC',
    ResourceId: 'VpcNetwork',
    TrafficType: 'ALL',
    LogGroupName: 'VpcFlowLogs',
    DeliverLogsPermissionArn: 'VpcFlowLogRole.Arn',
  });
  const account = JSON.stringify({ StringEquals: { 'aws:SourceAccount': 'AWS::AccountId' } });
  expect(grantedTo(template, 'VpcFlowLogRole')).toEqual([
    `sts:AssumeRole by vpc-flow-logs.amazonaws.com if ${account}`,
    'logs:CreateLogStream on VpcFlowLogs.Arn',
    'logs:DescribeLogStreams on VpcFlowLogs.Arn',
    'logs:PutLogEvents on VpcFlowLogs.Arn',
  ]);
});
