import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export function add(_scope: Construct, __fn__: lambda.Function, __resource__: apigateway.RestApi) {
  const __name__Route = __resource__.root.resourceForPath('/');
  const __name__Integration = new apigateway.LambdaIntegration(__fn__, { allowTestInvoke: false });
  __name__Route.addMethod('GET', __name__Integration, {
    authorizationType: apigateway.AuthorizationType.IAM,
  });
}
