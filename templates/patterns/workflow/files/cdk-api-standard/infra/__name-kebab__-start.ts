import { Aws, type CfnResource, Duration, Stack, Validations } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import { watchApi } from './constructs/api-alarms.ts';
import { LambdaFunction } from './constructs/function.ts';
import { HttpApi } from './constructs/http-api.ts';
import type { StateMachine } from './constructs/state-machine.ts';

/** Starts executions over HTTP, for IAM principals. */
export function addStart(scope: Construct, machine: StateMachine): void {
  const start = new LambdaFunction(scope, 'Start', {
    entry: 'src/__name-kebab__/start.ts',
    timeout: Duration.seconds(10),
    environment: { STATE_MACHINE_ARN: machine.stateMachineArn },
  });
  start.allow(['states:StartExecution'], machine.stateMachineArn);
  const executions = `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:execution`;
  start.allow(['states:DescribeExecution'], `${executions}:${machine.stateMachineName}:*`);
  const id = Stack.of(scope).getLogicalId(machine.node.defaultChild as CfnResource);
  Validations.of(scope).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<${id}.Name>:*]`,
    reason: 'An execution has the id of its order, which nobody knows beforehand.',
  });

  const api = new HttpApi(scope, 'Api', { defaultAuthorizer: new HttpIamAuthorizer() });
  api.addRoutes({
    path: '/__name-kebab__',
    methods: [HttpMethod.POST],
    integration: new HttpLambdaIntegration('Start', start.live),
  });
  // What fails in start is an error of the API as well
  watchApi(api, api, '__name-kebab__-api');
}
