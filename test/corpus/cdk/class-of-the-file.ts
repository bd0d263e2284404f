import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class Host extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const fn = new AppFunction(this, 'Fn');
  }
}

class BaseFunction extends lambda.Function {}

class AppFunction extends BaseFunction {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: `${id}.handler`,
      code: lambda.Code.fromAsset('lambda'),
    });
  }
}
