import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';

export function add(_scope: Construct, __fn__: LambdaFunction, __resource__: cognito.UserPool) {
  __resource__.addTrigger(cognito.UserPoolOperation.PRE_SIGN_UP, __fn__.live);
}
