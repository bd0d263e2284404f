import { Fn, Validations } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSubnet, CfnVPC } from 'aws-cdk-lib/aws-ec2';
import { CfnDBSubnetGroup } from 'aws-cdk-lib/aws-rds';
import type { Construct } from 'constructs';

/** Subnets of its own, which lead nowhere: they have the routes of the network, which has none out. */
export function networkOf(scope: Construct) {
  const network = new CfnVPC(scope, 'Network', {
    cidrBlock: '10.1.0.0/24',
    enableDnsHostnames: true,
    enableDnsSupport: true,
  });
  Validations.of(network).acknowledge({
    id: 'AwsSolutions-VPC7',
    reason: 'Nothing but the database is in it, and nothing leads there.',
  });
  const { ref: vpcId } = network;
  const subnetIds = ['10.1.0.0/25', '10.1.0.128/25'].map((cidrBlock, zone) => {
    const availabilityZone = Fn.select(zone, Fn.getAzs());
    return new CfnSubnet(scope, `Subnet${zone + 1}`, { vpcId, cidrBlock, availabilityZone }).ref;
  });
  const group = new CfnSecurityGroup(scope, 'Group', {
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
  const subnets = new CfnDBSubnetGroup(scope, 'Subnets', {
    dbSubnetGroupDescription: 'Subnets of the database',
    subnetIds,
  });
  return { subnets, group };
}
