import cdk = require('aws-cdk-lib');
import lambda = require('aws-cdk-lib/aws-lambda');
import { Construct } from 'constructs';
import path = require('path');

export const here = path.join('a');

export class Host extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const fn = new lambda.Function(this, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('lambda'),
    });
  }
}
