import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as nodejs from 'aws-cdk-lib/aws-lambda-nodejs';
import type { Construct } from 'constructs';

export function add(scope: Construct) {
  new nodejs.NodejsFunction(scope, '__Name__', {
    entry: 'src/resize.ts',
    runtime: lambda.Runtime.NODEJS_22_X,
    architecture: lambda.Architecture.ARM_64,
    timeout: cdk.Duration.seconds(10),
  });
}
