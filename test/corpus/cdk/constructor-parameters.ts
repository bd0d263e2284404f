import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

interface Props extends cdk.StackProps { readonly stage: string }

export class Host extends cdk.Stack {
  public readonly url: string;
  constructor(
    scope: Construct,
    id: string,
    private readonly stage: 'dev' | 'prod',
    { ...rest }: Props,
    queue = 'queue',
  ) {
    super(scope, `${id}-${stage}`, rest);
    const fn = new lambda.Function(this, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('lambda'),
    });
    this.url = fn.addFunctionUrl().url + this.stage + queue;
  }
}
