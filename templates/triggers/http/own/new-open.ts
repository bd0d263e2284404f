import * as cdk from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import { TopicAlarm } from './constructs/alarms.ts';
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
    integration: new integrations.HttpLambdaIntegration('Function', __fn__),
  });
  const errors = __name__Api.metricServerError({ statistic: 'Sum' });
  new TopicAlarm(scope, '__Name__ApiErrorsAlarm', errors);
}
