import * as cdk from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';
import type { RestApi } from './constructs/rest-api.ts';

export function add(_scope: Construct, __fn__: LambdaFunction, __resource__: RestApi) {
  const route = __resource__.root.resourceForPath('/');
  const integration = new apigateway.LambdaIntegration(__fn__, { allowTestInvoke: false });
  const method = route.addMethod('GET', integration, {
    authorizationType: apigateway.AuthorizationType.IAM,
  });
  cdk.Validations.of(method).acknowledge({
    id: 'AwsSolutions-COG4',
    reason: 'Callers sign their requests with IAM credentials.',
  });
}
