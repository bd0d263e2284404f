import type { Stack } from 'aws-cdk-lib';
import { Duration } from 'aws-cdk-lib';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Constructs by the class that a trigger says it can take. */
export const STANDING: Readonly<Record<string, (stack: Stack) => Construct>> = {
  Bucket: (stack) => new Bucket(stack, 'Standing'),
  EventBus: (stack) => new EventBus(stack, 'Standing'),
  HttpApi: (stack) => new HttpApi(stack, 'Standing'),
  RestApi: (stack) => new RestApi(stack, 'Standing', { deployOptions: { tracingEnabled: true } }),
  Stream: (stack) => new Stream(stack, 'Standing'),
  TableV2: (stack) =>
    new TableV2(stack, 'Standing', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    }),
  UserPool: (stack) => new UserPool(stack, 'Standing'),
  Topic: (stack) => new Topic(stack, 'Standing'),
  Queue: (stack) => new Queue(stack, 'Standing', { visibilityTimeout: Duration.seconds(180) }),
};

export const resize = (stack: Stack) =>
  new LambdaFunction(stack, 'Resize', {
    runtime: Runtime.NODEJS_LATEST,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => {};'),
    timeout: Duration.seconds(30),
  });
