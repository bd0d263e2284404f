import { Stack } from 'aws-cdk-lib';
import { CognitoUserPoolsAuthorizer, type MethodOptions } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import type { UserPool } from './constructs/user-pool.ts';

export function authorization(scope: Construct): MethodOptions {
  const users = Stack.of(scope).node.findChild('__Users__');
  const pool = users.node.findChild('UserPool') as UserPool;
  return {
    authorizer: new CognitoUserPoolsAuthorizer(scope, 'Authorizer', { cognitoUserPools: [pool] }),
  };
}
