import { CfnOutput, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  ApiMapping,
  type CfnStage,
  DomainName,
  HttpMethod,
  HttpNoneAuthorizer,
  IpAddressType,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import type { NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import { CfnRecordSet, HealthCheck, HealthCheckType, HostedZone } from 'aws-cdk-lib/aws-route53';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { watchApi } from './constructs/api-alarms.ts';
import { LambdaFunction } from './constructs/function.ts';
import { HttpApi } from './constructs/http-api.ts';
import { Table } from './constructs/table.ts';

interface RegionProps extends StackProps {
  /** Of the table, which has the same name in every region, and of the switch. */
  readonly name: string;
  readonly domainName: string;
  readonly hostedZoneId: string;
  readonly jwtAudience: string;
  readonly jwtIssuer: string;
  /** The other regions; only the primary has them. */
  readonly replicas?: string[];
}

/** The API in one region, and its share in the name that all regions have in common. */
export class RegionStack extends Stack {
  constructor(scope: Construct, id: string, props: RegionProps) {
    super(scope, id, props);
    const { name: tableName, replicas, jwtIssuer, jwtAudience } = props;

    if (replicas) {
      new Table(this, 'Table', {
        tableName,
        partitionKey: { name: 'ownerId', type: AttributeType.STRING },
        sortKey: { name: 'id', type: AttributeType.STRING },
        replicas: replicas.map((region) => ({ region })),
      });
    }
    const tableArn = this.formatArn({
      service: 'dynamodb',
      resource: 'table',
      resourceName: tableName,
    });
    const regionSwitch = new StringParameter(this, 'Switch', {
      parameterName: `/${tableName}/enabled`,
      description: 'Whether the region takes callers',
      allowedPattern: '^(true|false)$',
      stringValue: 'true',
    });
    const api = new HttpApi(this, 'Api', {
      defaultAuthorizer: new HttpJwtAuthorizer('Jwt', jwtIssuer, { jwtAudience: [jwtAudience] }),
    });

    const lambda = (name: string, actions: string[], props?: NodejsFunctionProps) => {
      const fn = new LambdaFunction(this, name, {
        entry: `src/__name-kebab__/${name.toLowerCase()}.ts`,
        ...props,
        environment: { TABLE_NAME: tableName, ...props?.environment },
      });
      fn.allow(actions, tableArn);
      return fn;
    };
    const get = lambda('Get', ['dynamodb:GetItem']);
    const put = lambda('Put', ['dynamodb:PutItem']);
    const health = lambda('Health', ['dynamodb:GetItem'], {
      timeout: Duration.seconds(3),
      environment: { SWITCH_NAME: regionSwitch.parameterName },
    });
    health.allow(['ssm:GetParameter'], regionSwitch.parameterArn);

    const path = '/__name-kebab__/{id}';
    const { GET, PUT } = HttpMethod;
    for (const [method, fn] of [
      [GET, get],
      [PUT, put],
    ] as const) {
      const integration = new HttpLambdaIntegration(fn.node.id, fn);
      api.addRoutes({ path, methods: [method], integration });
    }
    this.addHealthRoute(api, health);
    this.publish(api, props);

    watchApi(this, api, '__name-kebab__');
  }

  private addHealthRoute(api: HttpApi, health: LambdaFunction): void {
    const routes = api.addRoutes({
      path: '/__health__',
      methods: [HttpMethod.GET],
      integration: new HttpLambdaIntegration('Health', health),
      authorizer: new HttpNoneAuthorizer(),
    });
    const stage = api.stage.node.defaultChild as CfnStage;
    // Who finds the path shall not keep the health checkers out
    stage.routeSettings = {
      'GET /__health__': {
        DetailedMetricsEnabled: false,
        ThrottlingBurstLimit: 2000,
        ThrottlingRateLimit: 1000,
      },
    };
    for (const route of routes) {
      stage.node.addDependency(route);
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'The health checkers of Route 53 cannot sign in.',
      });
    }
  }

  private publish(api: HttpApi, { domainName, hostedZoneId }: RegionProps): void {
    const zone = HostedZone.fromHostedZoneId(this, 'Zone', hostedZoneId);
    const domain = new DomainName(this, 'Domain', {
      domainName,
      certificate: new Certificate(this, 'Certificate', {
        domainName,
        validation: CertificateValidation.fromDns(zone),
      }),
      ipAddressType: IpAddressType.DUAL_STACK,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new ApiMapping(this, 'Mapping', { api, domainName: domain, stage: api.stage });

    const healthCheck = new HealthCheck(this, 'HealthCheck', {
      type: HealthCheckType.HTTPS_STR_MATCH,
      searchString: '"status":"ok"',
      fqdn: `${api.apiId}.execute-api.${this.region}.amazonaws.com`,
      resourcePath: '/__health__',
      requestInterval: Duration.seconds(30),
      failureThreshold: 3,
      enableSNI: true,
      regions: ['us-east-1', 'eu-west-1', 'ap-southeast-1'],
    });
    for (const type of ['A', 'AAAA']) {
      new CfnRecordSet(this, `Record${type}`, {
        hostedZoneId,
        name: domain.name,
        type,
        region: this.region,
        setIdentifier: this.region,
        healthCheckId: healthCheck.healthCheckId,
        aliasTarget: {
          dnsName: domain.regionalDomainName,
          hostedZoneId: domain.regionalHostedZoneId,
          evaluateTargetHealth: true,
        },
      });
    }
    new CfnOutput(this, 'HealthCheckId', { value: healthCheck.healthCheckId });
  }
}
