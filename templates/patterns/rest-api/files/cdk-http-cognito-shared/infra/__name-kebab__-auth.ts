import { Stack } from 'aws-cdk-lib';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { Construct } from 'constructs';
import type { UserPool } from './constructs/user-pool.ts';

export function authorizer(scope: Construct): IHttpRouteAuthorizer {
  const users = Stack.of(scope).node.findChild('__Users__');
  const pool = users.node.findChild('UserPool') as UserPool;
  return new HttpJwtAuthorizer('Authorizer', pool.userPoolProviderUrl, {
    jwtAudience: [pool.client.userPoolClientId],
  });
}
