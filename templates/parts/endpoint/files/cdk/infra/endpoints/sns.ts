import { InterfaceVpcEndpointAwsService } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { ServiceEndpoint } from '../constructs/service-endpoint.ts';

/** Functions reach SNS through it. */
export class SnsEndpoint extends ServiceEndpoint {
  constructor(scope: Construct, id: string) {
    super(scope, id, InterfaceVpcEndpointAwsService.SNS);
  }
}
