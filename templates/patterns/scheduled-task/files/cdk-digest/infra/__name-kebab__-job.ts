import { CfnParameter } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import type { __Name__ } from './__name-kebab__.ts';
import { allowMail } from './constructs/mail.ts';

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
  if (run.role) allowMail(run.role, from);
}
