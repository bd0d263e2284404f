import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { Construct } from 'constructs';

export const authorizer = (_scope: Construct) => new HttpIamAuthorizer();
