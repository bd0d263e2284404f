import { CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';

/** Users whom an administrator invites; they sign in with their e-mail address through `client`. */
export class UserPool extends cognito.UserPool {
  readonly client: cognito.UserPoolClient;

  constructor(scope: Construct, id: string) {
    super(scope, id, {
      featurePlan: cognito.FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
      },
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      deletionProtection: Stack.of(scope).terminationProtection,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.client = this.addClient('Client', {
      authFlows: { userSrp: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
    });

    new CfnOutput(this, 'Id', { value: this.userPoolId });
    new CfnOutput(this, 'ClientId', { value: this.client.userPoolClientId });

    Validations.of(this).acknowledge(
      { id: 'AwsSolutions-COG2', reason: 'Each user decides on a second factor.' },
      { id: 'AwsSolutions-COG8', reason: 'Threat protection is billed per user.' },
    );
  }
}
