import { CfnOutput, Duration } from 'aws-cdk-lib';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { LambdaFunction } from './constructs/function.ts';
import { DeadLetterQueue } from './constructs/queue.ts';

/** Publishes what it is invoked with, and keeps asynchronous invocations that fail. Gives the function to watch. */
export function addPublisher(scope: Construct, topic: Topic): LambdaFunction {
  const fn = new LambdaFunction(scope, 'Publish', {
    entry: 'src/__name-kebab__/publish.ts',
    environment: { TOPIC_ARN: topic.topicArn },
  });
  fn.allow(['sns:Publish'], topic.topicArn);

  const deadLetters = new DeadLetterQueue(scope, 'PublishDeadLetters', {
    section: '__name-kebab__-dead-letters',
  });
  fn.allow(['sqs:SendMessage'], deadLetters.queueArn);
  fn.configureAsyncInvoke({
    maxEventAge: Duration.hours(1),
    retryAttempts: 2,
    // SqsDestination would allow it more than to send
    onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
  });
  new CfnOutput(scope, 'PublishName', { value: fn.functionName });
  return fn;
}
