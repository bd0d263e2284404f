import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { stageOf } from '../stage.ts';

/** An HTTP API that throttles, and logs every request. */
export class HttpApi extends apigatewayv2.HttpApi {
  readonly stage: apigatewayv2.HttpStage;

  constructor(scope: Construct, id: string, props: apigatewayv2.HttpApiProps) {
    super(scope, id, {
      apiName: scope.node.path.replace(/\//g, '-'),
      createDefaultStage: false,
      ...props,
    });

    const name = [...scope.node.path.split('/').slice(1), id].join('');
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      // Other names count against the size of the account's policy for log delivery
      logGroupName: `/aws/vendedlogs/apis/${Stack.of(this).stackName}-${name}`,
      retention: stageOf(this).logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = new apigatewayv2.HttpStage(this, 'Stage', {
      httpApi: this,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 100, burstLimit: 200 },
      detailedMetricsEnabled: false,
      accessLogSettings: {
        destination: new apigatewayv2.LogGroupLogDestination(accessLogs),
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            ip: '$context.identity.sourceIp',
            user: '$context.authorizer.claims.sub',
            caller: '$context.identity.caller',
            route: '$context.routeKey',
            status: '$context.status',
            latency: '$context.responseLatency',
            error: '$context.error.message',
            integrationError: '$context.integrationErrorMessage',
          }),
        ),
      },
    });
    new CfnOutput(this, 'Url', { value: this.stage.url });
  }
}
