import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { Construct } from 'constructs';
import { UserPool } from './constructs/user-pool.ts';

export function authorizer(scope: Construct): IHttpRouteAuthorizer {
  const pool = new UserPool(scope, 'UserPool');
  return new HttpJwtAuthorizer('Authorizer', pool.userPoolProviderUrl, {
    jwtAudience: [pool.client.userPoolClientId],
  });
}
