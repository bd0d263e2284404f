import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

const template = await load({ region: '__region__' });

test('functions reach SNS in both zones, by the name that it has everywhere', () => {
  expect(properties(template, 'SnsEndpoint')).toEqual({
    VpcEndpointType: 'Interface',
    ServiceName: 'com.amazonaws.__region__.sns',
    VpcId: 'VpcNetwork',
    SubnetIds: ['VpcNetworkIsolatedSubnet1Subnet', 'VpcNetworkIsolatedSubnet2Subnet'],
    SecurityGroupIds: ['VpcEndpoints.GroupId'],
    PrivateDnsEnabled: true,
  });
});
