import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as authorizers from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import * as integrations from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';
import type { HttpApi } from './constructs/http-api.ts';

export function add(_scope: Construct, __fn__: LambdaFunction, __resource__: HttpApi) {
  __resource__.addRoutes({
    path: '/',
    methods: [apigatewayv2.HttpMethod.GET],
    authorizer: new authorizers.HttpIamAuthorizer(),
    integration: new integrations.HttpLambdaIntegration('Function', __fn__.live),
  });
}
