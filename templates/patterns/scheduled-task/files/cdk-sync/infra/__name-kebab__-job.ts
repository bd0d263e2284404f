import { CfnParameter, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { __Name__ } from './__name-kebab__.ts';

/** What the job needs: the API's URL, and a secret for its token. */
export function addJob(task: __Name__): void {
  const apiUrl = new CfnParameter(task, 'ApiUrl', {
    description: 'Where the API lists its items',
    allowedPattern: '^https://.+$',
  });
  apiUrl.overrideLogicalId('__Name__ApiUrl');
  const apiToken = new Secret(task, 'ApiToken');
  Validations.of(apiToken).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'The third party issues the token.',
  });

  const { run, table } = task;
  run.addEnvironment('API_URL', apiUrl.valueAsString);
  run.addEnvironment('API_TOKEN_ARN', apiToken.secretArn);
  run.allow(['secretsmanager:GetSecretValue'], apiToken.secretArn);
  run.allow(['dynamodb:PutItem'], table.tableArn);
}
