import { Stack } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export class Host extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const fn = new NodejsFunction(this, 'Fn', { entry: 'lambda/index.ts' });
    fn.addEnvironment('STAGE', 'dev');
  }
}

export const MORE = [HttpApi, Topic];
