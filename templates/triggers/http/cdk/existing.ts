import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as authorizers from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export function add(
  _scope: Construct,
  __fn__: lambda.Function,
  __resource__: apigatewayv2.HttpApi,
) {
  __resource__.addRoutes({
    path: '/',
    methods: [apigatewayv2.HttpMethod.GET],
    authorizer: new authorizers.HttpIamAuthorizer(),
    integration: new integrations.HttpLambdaIntegration('Function', __fn__),
  });
}
