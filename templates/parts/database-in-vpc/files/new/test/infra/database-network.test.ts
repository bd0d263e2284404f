import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

const template = await load();

test('the database is in the subnets of the functions', () => {
  expect(properties(template, 'DatabaseSubnets')).toEqual({
    DBSubnetGroupDescription: 'Subnets of the functions',
    SubnetIds: ['VpcNetworkIsolatedSubnet1Subnet', 'VpcNetworkIsolatedSubnet2Subnet'],
  });
});

test('functions alone reach the database, and it reaches nothing', () => {
  expect(properties(template, 'DatabaseGroup')).toEqual({
    GroupDescription: 'Database: PostgreSQL from functions, nothing out',
    VpcId: 'VpcNetwork',
    SecurityGroupIngress: [
      {
        Description: 'Functions',
        IpProtocol: 'tcp',
        FromPort: 5433,
        ToPort: 5433,
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
  expect(properties(template, 'DatabaseFunctionsEgress')).toEqual({
    GroupId: 'VpcFunctions.GroupId',
    Description: 'Database',
    IpProtocol: 'tcp',
    FromPort: 5433,
    ToPort: 5433,
    DestinationSecurityGroupId: 'DatabaseGroup.GroupId',
  });
});
