import { Stack } from 'aws-cdk-lib';
import { InterfaceVpcEndpoint, type InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { Vpc } from '../vpc.ts';

/** How functions reach a service that has no gateway. */
export class ServiceEndpoint extends InterfaceVpcEndpoint {
  constructor(scope: Construct, id: string, service: InterfaceVpcEndpointAwsService) {
    const { network, endpoints } = Stack.of(scope).node.findChild('Vpc') as Vpc;
    super(scope, id, { vpc: network, service, securityGroups: [endpoints], open: false });
  }
}
