import type { Stack } from 'aws-cdk-lib';
import { Duration } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Constructs by the class that a trigger says it can take. */
export const STANDING: Readonly<Record<string, (stack: Stack) => Construct>> = {
  Queue: (stack) => new Queue(stack, 'Standing', { visibilityTimeout: Duration.seconds(180) }),
};

export const resize = (stack: Stack) =>
  new LambdaFunction(stack, 'Resize', {
    runtime: Runtime.NODEJS_LATEST,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
    timeout: Duration.seconds(30),
  });
