import { Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSecurityGroupEgress } from 'aws-cdk-lib/aws-ec2';
import { CfnDBSubnetGroup } from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';
import type { Vpc } from '../vpc.ts';

const PORT = { ipProtocol: 'tcp', fromPort: 5433, toPort: 5433 };

/** The subnets of the functions, which alone are let in. */
export function networkOf(scope: Construct) {
  const {
    vpcId,
    subnetIds,
    group: functions,
  } = (Stack.of(scope).node.findChild('Vpc') as Vpc).place;
  const group = new CfnSecurityGroup(scope, 'Group', {
    groupDescription: 'Database: PostgreSQL from functions, nothing out',
    vpcId,
    securityGroupIngress: [
      { description: 'Functions', ...PORT, sourceSecurityGroupId: functions.attrGroupId },
    ],
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
  new CfnSecurityGroupEgress(scope, 'FunctionsEgress', {
    groupId: functions.attrGroupId,
    description: 'Database',
    ...PORT,
    destinationSecurityGroupId: group.attrGroupId,
  });
  const subnets = new CfnDBSubnetGroup(scope, 'Subnets', {
    dbSubnetGroupDescription: 'Subnets of the functions',
    subnetIds,
  });
  return { subnets, group };
}
