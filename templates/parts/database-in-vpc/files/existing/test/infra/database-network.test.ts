import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

const template = await load({
  vpcId: 'vpc-00000001',
  vpcSubnetIds: 'subnet-00000001,subnet-00000002',
});

test('the database is in the subnets of the functions', () => {
  const { SubnetIds, ...subnets } = properties<Record<string, unknown>>(
    template,
    'DatabaseSubnets',
  );
  expect(String(SubnetIds)).toBe('subnet-00000001,subnet-00000002');
  expect(subnets).toEqual({ DBSubnetGroupDescription: 'Subnets of the functions' });
});

test('functions alone reach the database, and it reaches nothing', () => {
  expect(properties(template, 'DatabaseGroup')).toEqual({
    GroupDescription: 'Database: PostgreSQL from functions, nothing out',
    VpcId: 'vpc-00000001',
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
