import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

const dev = await load({ stage: 'dev' });

const SUBNETS = ['DatabaseSubnet1', 'DatabaseSubnet2'];

test('the user of the functions has a secret of its own, with a password without punctuation', () => {
  expect(dev.DatabaseUser).toMatchObject({
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
    Properties: {
      GenerateSecretString: {
        SecretStringTemplate: '{"username":"app"}',
        GenerateStringKey: 'password',
        PasswordLength: 32,
        ExcludePunctuation: true,
      },
    },
  });
});

test('its network is one of its own', () => {
  expect(properties(dev, 'DatabaseNetwork')).toEqual({
    CidrBlock: '10.1.0.0/24',
    EnableDnsHostnames: true,
    EnableDnsSupport: true,
  });
  expect(properties(dev, 'DatabaseSubnets')).toEqual({
    DBSubnetGroupDescription: 'Subnets of the database',
    SubnetIds: SUBNETS,
  });
});

test.each([
  [0, '10.1.0.0/25'],
  [1, '10.1.0.128/25'],
])('subnet %i is in a zone of its own', (zone, CidrBlock) => {
  expect(properties(dev, `${SUBNETS[zone]}`)).toEqual({
    VpcId: 'DatabaseNetwork',
    CidrBlock,
    AvailabilityZone: { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] },
  });
});

test('nothing gets into its network, and nothing out', () => {
  const types = Object.values(dev).map(({ Type }) => Type);
  expect(types).not.toContain('AWS::EC2::Route');
  expect(types).not.toContain('AWS::EC2::InternetGateway');
  expect(properties(dev, 'DatabaseGroup')).toEqual({
    GroupDescription: 'Database: nothing in, nothing out',
    VpcId: 'DatabaseNetwork',
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
