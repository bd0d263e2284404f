import { Aspects, Stack, Validations } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { LambdaFunction } from './function.ts';

/** Where functions are. */
export interface Place {
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly group: CfnSecurityGroup;
}

/** Functions that stay outside of the VPC. */
export const outside = new WeakSet<LambdaFunction>();

/** Puts the functions of a stack, also those that are made later, into subnets. */
export function placeFunctions(scope: Construct, vpcId: string, subnetIds: string[]): Place {
  const group = new CfnSecurityGroup(scope, 'Functions', {
    groupDescription: 'Functions: HTTPS out, nothing in',
    vpcId,
    // The routes of the subnets decide where it leads
    securityGroupEgress: [
      {
        description: 'AWS services',
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        cidrIp: '0.0.0.0/0',
      },
    ],
  });

  const access = networkAccess(scope);
  Aspects.of(Stack.of(scope)).add({
    visit(node) {
      if (!(node instanceof LambdaFunction) || outside.has(node)) return;
      node.role?.addManagedPolicy(access);
      const fn = node.node.defaultChild as CfnFunction;
      fn.vpcConfig = { subnetIds, securityGroupIds: [group.attrGroupId] };
    },
  });
  return { vpcId, subnetIds, group };
}

/** What Lambda does in a function's name to put it into a network; the function's own code may not. */
function networkAccess(scope: Construct): ManagedPolicy {
  const access = new ManagedPolicy(scope, 'Access', {
    statements: [
      new PolicyStatement({
        actions: [
          'ec2:AssignPrivateIpAddresses',
          'ec2:CreateNetworkInterface',
          'ec2:DeleteNetworkInterface',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSubnets',
          'ec2:UnassignPrivateIpAddresses',
        ],
        resources: ['*'],
        conditions: { Null: { 'lambda:SourceFunctionArn': 'true' } },
      }),
    ],
  });
  Validations.of(access).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'Lambda looks at network interfaces by no name; code of a function may not use it.',
  });
  return access;
}
