import { CfnOutput, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { stageOf } from '../stage.ts';

/**
 * Users who sign in with their e-mail address through `client`. Unless the props say otherwise, an
 * administrator invites them, and each decides on a second factor.
 */
export class UserPool extends cognito.UserPool {
  readonly client: cognito.UserPoolClient;

  constructor(scope: Construct, id: string, props?: cognito.UserPoolProps) {
    super(scope, id, {
      featurePlan: cognito.FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      // A new address takes the place of the old one once it is verified
      keepOriginal: { email: true },
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
      deletionProtection: stageOf(scope).isProtected,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...props,
    });
    this.client = this.addClient('Client', {
      authFlows: { userSrp: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
    });

    new CfnOutput(this, 'Id', { value: this.userPoolId });
    new CfnOutput(this, 'ClientId', { value: this.client.userPoolClientId });

    Validations.of(this).acknowledge(
      { id: 'AwsSolutions-COG2', reason: 'Not every application demands a second factor.' },
      { id: 'AwsSolutions-COG8', reason: 'Threat protection is billed per user.' },
    );
  }
}
