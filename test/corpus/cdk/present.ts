import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { aws_lambda_nodejs } from 'aws-cdk-lib';

export class Host extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const fn = new lambda.Function(this, 'Fn', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('lambda'),
    });
    const deadLetters = new Queue(this, 'ResizeDeadLetters');
    new Queue(this, 'ResizeQueue', { deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 } });
    new aws_lambda_nodejs.NodejsFunction(this, 'Resize');
  }
}
