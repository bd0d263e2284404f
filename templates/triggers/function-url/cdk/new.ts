import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export function add(scope: Construct, __fn__: lambda.Function) {
  const __name__Url = __fn__.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });
  new cdk.CfnOutput(scope, '__Name__Url', { value: __name__Url.url });
}
