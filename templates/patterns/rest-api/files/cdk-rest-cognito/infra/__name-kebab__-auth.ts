import { CognitoUserPoolsAuthorizer, type MethodOptions } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import { UserPool } from './constructs/user-pool.ts';

export function authorization(scope: Construct): MethodOptions {
  const pool = new UserPool(scope, 'UserPool');
  return {
    authorizer: new CognitoUserPoolsAuthorizer(scope, 'Authorizer', { cognitoUserPools: [pool] }),
  };
}
