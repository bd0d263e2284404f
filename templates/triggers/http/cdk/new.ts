import * as cdk from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as authorizers from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export function add(scope: Construct, __fn__: lambda.Function) {
  const __name__Api = new apigatewayv2.HttpApi(scope, '__Name__Api', {
    createDefaultStage: false,
    defaultAuthorizer: new authorizers.HttpIamAuthorizer(),
  });
  __name__Api.addStage('Stage', {
    stageName: '$default',
    autoDeploy: true,
    throttle: { rateLimit: 100, burstLimit: 200 },
  });
  __name__Api.addRoutes({
    path: '/',
    methods: [apigatewayv2.HttpMethod.GET],
    integration: new integrations.HttpLambdaIntegration('Function', __fn__),
  });
  new cloudwatch.Alarm(scope, '__Name__ApiErrorsAlarm', {
    metric: __name__Api.metricServerError({ statistic: 'Sum' }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  new cdk.CfnOutput(scope, '__Name__ApiUrl', { value: __name__Api.apiEndpoint });
}
