import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { LambdaFunction } from './constructs/function.ts';

export class Host extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    const fn = new LambdaFunction(this, 'Fn', { entry: 'src/fn.ts' });
    fn.allow(['s3:GetObject'], '*');
  }
}
