import * as cdk from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './constructs/function.ts';

export function add(scope: Construct, __fn__: LambdaFunction) {
  const __name__Pool = new cognito.UserPool(scope, '__Name__Pool', {
    selfSignUpEnabled: true,
    signInAliases: { email: true },
    passwordPolicy: { minLength: 12 },
  });
  __name__Pool.addTrigger(cognito.UserPoolOperation.PRE_SIGN_UP, __fn__.live);
  new cdk.CfnOutput(scope, '__Name__PoolId', { value: __name__Pool.userPoolId });
}
