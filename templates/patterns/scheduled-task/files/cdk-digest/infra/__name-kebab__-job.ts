import { Aws, CfnParameter } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { __Name__ } from './__name-kebab__.ts';

/** What the job needs: an index of the entries by time, and an SES identity to send as. */
export function addJob(task: __Name__): void {
  const parameter = (name: string, description: string, allowedPattern: string) => {
    const created = new CfnParameter(task, name, { description, allowedPattern });
    created.overrideLogicalId(`__Name__${name}`);
    return created.valueAsString;
  };
  const address = '^[^@ ]+@[^@ ]+$';
  const from = parameter('MailFrom', 'Address that the digest comes from', address);
  const to = parameter('MailTo', 'Address that gets the digest', address);
  const identity = parameter('MailIdentity', 'SES identity of MailFrom: a domain or itself', '.+');

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
      resources: [`arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:identity/${identity}`],
      conditions: { StringEquals: { 'ses:FromAddress': from } },
    }),
  );
}
