import { Stack } from 'aws-cdk-lib';
import { OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as nodejs from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';

export class Host extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const fn = new nodejs.NodejsFunction(this, 'Fn', {
      entry: 'lambda/index.ts',
      bundling: { format: OutputFormat.ESM },
    });
    fn.addEnvironment('STAGE', 'dev');
  }
}
