import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export function add(_scope: Construct, __fn__: lambda.Function, __resource__: apigateway.RestApi) {
  const route = __resource__.root.resourceForPath('/');
  const integration = new apigateway.LambdaIntegration(__fn__, { allowTestInvoke: false });
  route.addMethod('GET', integration, {
    authorizationType: apigateway.AuthorizationType.IAM,
  });
}
