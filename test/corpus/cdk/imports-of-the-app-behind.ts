import { Duration, Stack } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';
import * as path from 'node:path';

export class Host extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const fn = new NodejsFunction(this, 'Fn', { entry: 'lambda/index.ts' });
    fn.addEnvironment('STAGE', 'dev');
  }
}

export const WAIT = [Duration.seconds(1), path.sep];
