import { Validations } from 'aws-cdk-lib';
import { AuthorizationType, type MethodOptions } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';

export function authorization(scope: Construct): MethodOptions {
  Validations.of(scope).acknowledge({
    id: 'AwsSolutions-COG4',
    reason: 'Callers sign their requests with IAM credentials.',
  });
  return { authorizationType: AuthorizationType.IAM };
}
