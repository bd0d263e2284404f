import { Aws, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  type CfnFunction,
  DockerImageCode,
  DockerImageFunction,
  type DockerImageFunctionProps,
  LoggingFormat,
  RecursiveLoop,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

type Props = Omit<DockerImageFunctionProps, 'code'> & { entry: string };

/** A function that may write its own logs; all else it must be allowed. */
export class LambdaFunction extends DockerImageFunction {
  declare readonly timeout: Duration;

  constructor(scope: Construct, id: string, props: Props) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    logGroup.grantWrite(role);

    super(scope, id, {
      // The same image for all: it is built and stored once
      code: DockerImageCode.fromImageAsset('.', {
        platform: Platform.LINUX_ARM64,
        cmd: [props.entry.replace(/\.ts$/, '.handler')],
      }),
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(10),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      recursiveLoop: RecursiveLoop.TERMINATE,
      ...props,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_METRICS_NAMESPACE: Aws.STACK_NAME,
        POWERTOOLS_SERVICE_NAME: '__app-kebab__',
        ...props.environment,
      },
    });

    // The tests ask which module a function runs
    (this.node.defaultChild as CfnFunction).addMetadata('Entry', props.entry);

    Validations.of(this).acknowledge(
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
