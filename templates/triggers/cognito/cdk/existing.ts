import * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export function add(_scope: Construct, __fn__: lambda.Function, __resource__: cognito.UserPool) {
  __resource__.addTrigger(cognito.UserPoolOperation.PRE_SIGN_UP, __fn__);
}
