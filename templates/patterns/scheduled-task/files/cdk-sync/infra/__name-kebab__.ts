import { Duration, Validations } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { LambdaFunction } from './constructs/function.ts';
import { DeadLetterQueue } from './constructs/queue.ts';
import { addSchedule, alarmOnSilence } from './constructs/schedule.ts';
import { settingOf } from './constructs/setting.ts';
import { Table } from './constructs/table.ts';

export class __Name__ extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const table = new Table(this, 'Table', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
    });
    const apiToken = new Secret(this, 'ApiToken');
    Validations.of(apiToken).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'The third party issues the token.',
    });
    const run = new LambdaFunction(this, 'Run', {
      entry: 'src/__name-kebab__/run.ts',
      timeout: Duration.minutes(5),
      environment: {
        API_TOKEN_ARN: apiToken.secretArn,
        API_URL: settingOf(this, '__Name__ApiUrl', {
          description: 'Where the API lists its items',
          allowedPattern: '^https://.+$',
        }),
        TABLE_NAME: table.tableName,
      },
    });
    run.allow(['dynamodb:UpdateItem', 'dynamodb:PutItem'], table.tableArn);
    run.allow(['secretsmanager:GetSecretValue'], apiToken.secretArn);

    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      section: '__name-kebab__-dead-letters',
    });
    addSchedule(this, run, deadLetters, {
      scheduleExpression: '__schedule__',
      scheduleExpressionTimezone: '__timezone__',
    });
    alarmOnSilence(this, run, '__name-kebab__-silent', Duration.seconds(3600));
  }
}
