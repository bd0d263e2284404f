import { Aws, CfnParameter, Validations } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { __Name__ } from './__name-kebab__.ts';

/** What the job needs: an index of the entries by time, and leave to mail from one address. */
export function addJob(task: __Name__): void {
  const address = (name: string, description: string) => {
    const allowedPattern = '^[^@ ]+@[^@ ]+$';
    const created = new CfnParameter(task, name, { description, allowedPattern });
    created.overrideLogicalId(`__Name__${name}`);
    return created.valueAsString;
  };
  const from = address('MailFrom', 'Address that the digest comes from');
  const to = address('MailTo', 'Address that gets the digest');

  const { run, table } = task;
  table.addGlobalSecondaryIndex({
    indexName: 'byTime',
    partitionKey: { name: 'kind', type: AttributeType.STRING },
    sortKey: { name: 'id', type: AttributeType.STRING },
  });
  run.allow(['dynamodb:Query'], `${table.tableArn}/index/byTime`);
  run.addEnvironment('MAIL_FROM', from);
  run.addEnvironment('MAIL_TO', to);
  run.addToRolePolicy(
    new PolicyStatement({
      actions: ['ses:SendEmail'],
      resources: [`arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:identity/*`],
      conditions: { StringEquals: { 'ses:FromAddress': from } },
    }),
  );
  Validations.of(task).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
    reason: 'In its sandbox, SES asks for leave on the identity of the recipient as well.',
  });
}
