import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { watchApi } from './constructs/api-alarms.ts';
import { LambdaFunction } from './constructs/function.ts';
import { HttpApi } from './constructs/http-api.ts';

/** Publishes what IAM principals send to the API, whose alarms count the errors of its function. */
export function addPublisher(scope: Construct, topic: Topic): LambdaFunction {
  const fn = new LambdaFunction(scope, 'Publish', {
    entry: 'src/__name-kebab__/publish.ts',
    environment: { TOPIC_ARN: topic.topicArn },
  });
  fn.allow(['sns:Publish'], topic.topicArn);

  const api = new HttpApi(scope, 'Api', { defaultAuthorizer: new HttpIamAuthorizer() });
  api.addRoutes({
    path: '/__name-kebab__',
    methods: [HttpMethod.POST],
    integration: new HttpLambdaIntegration('Publish', fn),
  });
  watchApi(api, api, '__name-kebab__-api');
  return fn;
}
