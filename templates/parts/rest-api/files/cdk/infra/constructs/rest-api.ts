import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { stageOf } from '../stage.ts';

/** A REST API behind a firewall that throttles and logs every request. */
export class RestApi extends apigateway.RestApi {
  constructor(scope: Construct, id: string, props: apigateway.RestApiProps) {
    const accessLogs = new LogGroup(scope, `${id}AccessLogs`, {
      retention: stageOf(scope).logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      restApiName: scope.node.path.replace(/\//g, '-'),
      endpointTypes: [apigateway.EndpointType.REGIONAL],
      deployOptions: {
        stageName: 'v1',
        throttlingRateLimit: 100,
        throttlingBurstLimit: 200,
        metricsEnabled: false,
        loggingLevel: apigateway.MethodLoggingLevel.ERROR,
        accessLogDestination: new apigateway.LogGroupLogDestination(accessLogs),
        accessLogFormat: apigateway.AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            ip: '$context.identity.sourceIp',
            user: '$context.authorizer.claims.sub',
            caller: '$context.identity.caller',
            route: '$context.httpMethod $context.resourcePath',
            status: '$context.status',
            latency: '$context.responseLatency',
            error: '$context.error.message',
            integrationError: '$context.integration.error',
          }),
        ),
      },
      ...props,
    });

    Validations.of(this).acknowledge({
      id: 'AwsSolutions-APIG2',
      reason: 'Where there is a body, it is validated; no route requires parameters.',
    });
    Validations.of(this.deploymentStage).acknowledge({
      id: 'Serverless-APIGWXrayEnabled',
      reason: 'Traces would cost more than the requests.',
    });

    // API Gateway would make it itself, and keep it for ever
    const executionLogs = new LogGroup(this, 'ExecutionLogs', {
      logGroupName: `API-Gateway-Execution-Logs_${this.restApiId}/v1`,
      retention: stageOf(this).logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.deploymentStage.node.addDependency(executionLogs);

    const { DEFAULT_4XX, DEFAULT_5XX } = apigateway.ResponseType;
    for (const type of [DEFAULT_4XX, DEFAULT_5XX]) {
      this.addGatewayResponse(type.responseType, {
        type,
        responseHeaders: { 'Content-Type': "'application/problem+json'" },
        templates: {
          'application/json':
            '{"type":"about:blank","title":$context.error.messageString,"instance":"$context.requestId"}',
        },
      });
    }

    const firewall = new CfnWebACL(this, 'Firewall', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rules: [
        {
          name: 'RateLimit',
          priority: 0,
          action: { block: {} },
          // Five minutes of what a route admits: many callers may have one address
          statement: { rateBasedStatement: { limit: 30_000, aggregateKeyType: 'IP' } },
          visibilityConfig: visibility('RateLimit'),
        },
        {
          name: 'CommonRules',
          priority: 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: 'AWS',
              name: 'AWSManagedRulesCommonRuleSet',
            },
          },
          visibilityConfig: visibility('CommonRules'),
        },
      ],
      visibilityConfig: visibility('Firewall'),
    });
    new CfnWebACLAssociation(this, 'FirewallAssociation', {
      resourceArn: this.deploymentStage.stageArn,
      webAclArn: firewall.attrArn,
    });
  }
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
