import { App, CfnOutput, CfnParameter, RemovalPolicy, Stack, StackProps, Tags as TagsOf } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class Host extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    void [App, CfnOutput, CfnParameter, RemovalPolicy, TagsOf];
    const fn = new Function(this, 'Fn', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset('lambda'),
    });
  }
}
