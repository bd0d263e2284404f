import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';
import type { RestApi } from './constructs/rest-api.ts';

export function add(_scope: Construct, __fn__: LambdaFunction, __resource__: RestApi) {
  const __name__Route = __resource__.root.resourceForPath('/');
  const __name__Integration = new apigateway.LambdaIntegration(__fn__.live, {
    allowTestInvoke: false,
  });
  __name__Route.addMethod('GET', __name__Integration);
}
