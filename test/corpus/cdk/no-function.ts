import * as cdk from 'aws-cdk-lib';
import { Construct } from 'constructs';

export class Host extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
    this.node.addMetadata('a', 1);
  }
}
