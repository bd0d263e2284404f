import * as cdk from 'aws-cdk-lib';

export class Host extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    const fn = new cdk.aws_lambda.Function(this, 'Fn', {
      runtime: cdk.aws_lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: cdk.aws_lambda.Code.fromAsset('lambda'),
    });
  }
}
