import { expect, test } from 'vitest';
import { loadOutputs } from '../support/outputs.ts';
import { load, ofType } from '../support/template.ts';

interface Pool {
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: boolean };
  EnabledMfas?: string[];
  LambdaConfig?: { PreSignUp?: string };
  MfaConfiguration: string;
}

const template = await load();
const pools = ofType<Pool>(template, 'AWS::Cognito::UserPool');

test.each(Object.keys(pools))('%s is kept, and guards its accounts', (id) => {
  expect(template[id]).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
      AutoVerifiedAttributes: ['email'],
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          RequireUppercase: true,
        },
      },
      // A new address takes the place of the old one once it is verified
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      UserPoolTier: 'ESSENTIALS',
    },
  });
});

test.each(Object.entries(pools))('%s invites its users, or checks sign-ups', (_id, pool) => {
  const { AdminCreateUserConfig, LambdaConfig } = pool;
  const admits = AdminCreateUserConfig.AllowAdminCreateUserOnly || LambdaConfig?.PreSignUp;
  expect(admits).toBeTruthy();
});

test.each(Object.keys(pools))(
  'the ids of %s and its client are outputs of the stack',
  async (id) => {
    expect(await loadOutputs()).toMatchObject({
      [`${id}Id`]: id,
      [`${id}ClientId`]: `${id}Client`,
    });
  },
);

// Cognito refuses a factor together with OFF
test.each(Object.entries(pools))('%s takes codes of an app, none by SMS', (_id, pool) => {
  const factors = pool.MfaConfiguration === 'OFF' ? undefined : ['SOFTWARE_TOKEN_MFA'];
  expect(pool.EnabledMfas).toEqual(factors);
});

test.each([
  ['dev', 'INACTIVE'],
  ['staging', 'INACTIVE'],
  ['prod', 'ACTIVE'],
])('in %s protection from deletion is %s', async (stage, DeletionProtection) => {
  const all = Object.values(ofType(await load({ stage }), 'AWS::Cognito::UserPool'));
  expect(all).toEqual(all.map(() => expect.objectContaining({ DeletionProtection })));
});

test('clients sign in without sending the password', () => {
  for (const client of Object.values(ofType(template, 'AWS::Cognito::UserPoolClient'))) {
    expect(client).toMatchObject({
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      SupportedIdentityProviders: ['COGNITO'],
      UserPoolId: expect.toBeOneOf(Object.keys(pools)),
    });
    expect(client).not.toMatchObject({ AllowedOAuthFlowsUserPoolClient: true });
  }
});
