import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export class Host extends cdk.Stack {
  constructor(s: Construct, i: string) { super(s, i); new lambda.Function(this, 'Fn', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'a.b', code: lambda.Code.fromAsset('a') }); }
}
