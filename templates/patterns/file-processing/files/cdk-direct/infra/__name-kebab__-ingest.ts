import { Duration, Stack } from 'aws-cdk-lib';
import { type CfnFunction, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { PrivateBucket } from './constructs/bucket.ts';
import type { LambdaFunction } from './constructs/function.ts';
import { DeadLetterQueue } from './constructs/queue.ts';

/** Has the bucket invoke the function for each upload. */
export function ingest(scope: Construct, input: PrivateBucket, fn: LambdaFunction): void {
  const deadLetters = new DeadLetterQueue(scope, 'DeadLetters', {
    section: '__name-kebab__-dead-letters',
  });
  fn.allow(['sqs:SendMessage'], deadLetters.queueArn);
  fn.configureAsyncInvoke({
    retryAttempts: 2,
    maxEventAge: Duration.hours(1),
    // SqsDestination would allow it more than to send
    onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
  });

  // As many files at a time as the account can spare; the others wait, for an hour at most
  (fn.node.defaultChild as CfnFunction).reservedConcurrentExecutions = 10;

  const permission = new CfnPermission(scope, 'ProcessPermission', {
    action: 'lambda:InvokeFunction',
    functionName: fn.functionArn,
    principal: 's3.amazonaws.com',
    sourceAccount: Stack.of(scope).account,
  });
  // S3 refuses a function that it may not invoke
  input.node.defaultChild?.node.addDependency(permission);
  input.notify({
    lambdaConfigurations: [
      {
        event: 's3:ObjectCreated:*',
        function: fn.functionArn,
        filter: {
          s3Key: {
            rules: [{ name: 'prefix', value: 'uploads/' }],
          },
        },
      },
    ],
  });
}
