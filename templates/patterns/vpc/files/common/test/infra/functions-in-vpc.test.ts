import { expect, test } from 'vitest';
import { load, properties } from '../support/template.ts';

const template = await load();

test('functions may call with HTTPS, and nothing may call them', () => {
  expect(properties(template, 'VpcFunctions')).toEqual({
    GroupDescription: 'Functions: HTTPS out, nothing in',
    VpcId: '__vpcId__',
    SecurityGroupEgress: [
      {
        Description: 'AWS services',
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        CidrIp: '0.0.0.0/0',
      },
    ],
  });
});

test('Lambda may put functions into the network, and their code may not', () => {
  expect(properties(template, 'VpcAccess')).toMatchObject({
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Action: [
            'ec2:AssignPrivateIpAddresses',
            'ec2:CreateNetworkInterface',
            'ec2:DeleteNetworkInterface',
            'ec2:DescribeNetworkInterfaces',
            'ec2:DescribeSubnets',
            'ec2:UnassignPrivateIpAddresses',
          ],
          Resource: '*',
          Condition: { Null: { 'lambda:SourceFunctionArn': 'true' } },
        },
      ],
    },
  });
});
