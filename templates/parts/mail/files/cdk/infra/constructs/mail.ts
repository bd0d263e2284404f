import { Aws, Validations } from 'aws-cdk-lib';
import { type IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * Allows a role to mail from one address. SES also asks for the identity of the recipient while it
 * is in its sandbox, and for the configuration set that an identity may have by default.
 */
export function allowMail(role: IRole, from: string): void {
  const policy = new Policy(role, 'Mail', { roles: [role] });
  for (const kind of ['identity', 'configuration-set']) {
    policy.addStatements(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [`arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:${kind}/*`],
        conditions: { StringEquals: { 'ses:FromAddress': from } },
      }),
    );
    Validations.of(policy).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:${kind}/*]`,
      reason: 'The recipient and the configuration set are not known beforehand.',
    });
  }
}
