import {
  Stack,
  StackProps, // of ours
} from 'aws-cdk-lib';
import {
  Runtime,
  Code,
  Function,
} from 'aws-cdk-lib/aws-lambda';
import {
  Queue
} from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class Host extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    new Queue(this, 'Other');
    const fn = new Function(this, 'Fn', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset('lambda'),
    });
  }
}
