import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';
import { functionsInside } from '../support/vpc.ts';

const SUBNET_IDS = 'subnet-0123456789abcdef0,subnet-0123456789abcdef1';

interface Placed {
  VpcConfig: { SubnetIds: string | string[]; SecurityGroupIds: string[] };
}

const placesIn = async (parameters = {}) =>
  functionsInside<Placed>(await load(parameters)).map(
    ({ VpcConfig: { SubnetIds, SecurityGroupIds } }) => [String(SubnetIds), SecurityGroupIds],
  );

test('every function is in the subnets that are said, or in those of a deployment', async () => {
  for (const place of await placesIn())
    expect(place).toEqual([SUBNET_IDS, ['VpcFunctions.GroupId']]);
  const vpcSubnetIds = 'subnet-00000001,subnet-00000002';
  for (const [subnets] of await placesIn({ vpcSubnetIds })) expect(subnets).toBe(vpcSubnetIds);
});

test('the group of functions is in the VPC of the subnets', async () => {
  const stack = await load({ vpcId: 'vpc-00000001' });
  expect(properties(stack, 'VpcFunctions')).toMatchObject({ VpcId: 'vpc-00000001' });
});
