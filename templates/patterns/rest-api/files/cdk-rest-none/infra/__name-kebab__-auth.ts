import { Validations } from 'aws-cdk-lib';
import { AuthorizationType, type MethodOptions } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';

export function authorization(scope: Construct): MethodOptions {
  const reason = 'This API is open to everyone.';
  Validations.of(scope).acknowledge(
    { id: 'AwsSolutions-APIG4', reason },
    { id: 'AwsSolutions-COG4', reason },
  );
  return { authorizationType: AuthorizationType.NONE };
}
