/** A service that functions call, and that a VPC has an interface endpoint for. */
export interface Endpoint {
  /** As in `com.amazonaws.<region>.<service>`. */
  readonly service: string;
  readonly className: string;
  readonly title: string;
  /** A member of `InterfaceVpcEndpointAwsService`. */
  readonly cdk: string;
}

/** What patterns call, beside S3 and DynamoDB. */
export const ENDPOINTS: readonly Endpoint[] = [
  { service: 'cognito-idp', className: 'CognitoEndpoint', title: 'Cognito', cdk: 'COGNITO_IDP' },
  { service: 'email', className: 'SesEndpoint', title: 'SES', cdk: 'EMAIL' },
  { service: 'sns', className: 'SnsEndpoint', title: 'SNS', cdk: 'SNS' },
  {
    service: 'states',
    className: 'StepFunctionsEndpoint',
    title: 'Step Functions',
    cdk: 'STEP_FUNCTIONS',
  },
];
