import * as cdk from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export function add(scope: Construct, __fn__: lambda.Function) {
  const __name__Pool = new cognito.UserPool(scope, '__Name__Pool', {
    selfSignUpEnabled: true,
    signInAliases: { email: true },
    passwordPolicy: { minLength: 12 },
  });
  __name__Pool.addTrigger(cognito.UserPoolOperation.PRE_SIGN_UP, __fn__);
  new cdk.CfnOutput(scope, '__Name__PoolId', { value: __name__Pool.userPoolId });
}
