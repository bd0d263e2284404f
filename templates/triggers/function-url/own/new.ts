import { CfnOutput } from 'aws-cdk-lib';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';

export function add(scope: Construct, __fn__: LambdaFunction) {
  const __name__Url = __fn__.live.addFunctionUrl({
    authType: FunctionUrlAuthType.AWS_IAM,
  });
  new CfnOutput(scope, '__Name__Url', { value: __name__Url.url });
}
