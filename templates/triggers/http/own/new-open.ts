import * as cdk from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import { ErrorsAlarm } from './constructs/alarms.ts';
import type { LambdaFunction } from './constructs/function.ts';
import { HttpApi } from './constructs/http-api.ts';

export function add(scope: Construct, __fn__: LambdaFunction) {
  const __name__Api = new HttpApi(scope, '__Name__Api', {});
  cdk.Validations.of(__name__Api).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason: 'This API is open to everyone.',
  });
  __name__Api.addRoutes({
    path: '/',
    methods: [apigatewayv2.HttpMethod.GET],
    integration: new integrations.HttpLambdaIntegration('Function', __fn__.live),
  });
  const errors = [__name__Api.metricServerError()];
  new ErrorsAlarm(scope, '__Name__ApiErrorsAlarm', [], errors);
}
