import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  type CfnFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import {
  NodejsFunction,
  type NodejsFunctionProps,
  OutputFormat,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { stageOf } from '../stage.ts';

interface Props extends NodejsFunctionProps {
  entry: string;
}

/** A function that may write its own logs, and do nothing else until it is allowed to. */
export class LambdaFunction extends NodejsFunction {
  declare readonly timeout: Duration;

  constructor(scope: Construct, id: string, props: Props) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: stageOf(scope).logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);

    super(scope, id, {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(10),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      recursiveLoop: RecursiveLoop.TERMINATE,
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        bundleAwsSDK: true,
        // The packages of a Lambda layer, if the stack has one
        externalModules: scope.node.tryGetContext('externalModules'),
        minify: true,
        sourceMap: true,
        sourcesContent: false,
        // CommonJS dependencies call require(), which an ES module does not have.
        banner: "import{createRequire}from'module';const require=createRequire(import.meta.url);",
      },
      ...props,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_METRICS_NAMESPACE: Aws.STACK_NAME,
        POWERTOOLS_SERVICE_NAME: '__app-kebab__',
        ...props.environment,
      },
    });

    // The template has a hash of the code; the tests ask which module it was
    (this.node.defaultChild as CfnFunction).addMetadata('Entry', props.entry);

    Validations.of(this).acknowledge(
      { id: 'AwsSolutions-L1', reason: 'A new runtime is a change of its own.' },
      { id: 'Serverless-LambdaLatestVersion', reason: 'A new runtime is a change of its own.' },
      { id: 'Serverless-LambdaTracing', reason: 'Traces would cost more than the function.' },
      {
        id: 'Serverless-LambdaDLQ',
        reason: 'The caller, the queue or an on-failure destination takes what fails.',
      },
    );
  }

  allow(actions: string[], resource: string): void {
    this.addToRolePolicy(new PolicyStatement({ actions, resources: [resource] }));
  }
}
