import { Duration } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { LambdaFunction } from './constructs/function.ts';
import { allowMail } from './constructs/mail.ts';
import { DeadLetterQueue } from './constructs/queue.ts';
import { addSchedule, alarmOnSilence } from './constructs/schedule.ts';
import { settingOf } from './constructs/setting.ts';
import { Table } from './constructs/table.ts';

export class __Name__ extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const table = new Table(this, 'Table', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      globalSecondaryIndexes: [
        {
          indexName: 'byTime',
          partitionKey: { name: 'kind', type: AttributeType.STRING },
          sortKey: { name: 'id', type: AttributeType.STRING },
        },
      ],
    });
    const address = (name: string, description: string) => {
      const id = `__Name__${name}`;
      return settingOf(this, id, { description, allowedPattern: '^[^@ ]+@[^@ ]+$' });
    };
    const from = address('MailFrom', 'Address that the digest comes from');
    const to = address('MailTo', 'Address that gets the digest');
    const run = new LambdaFunction(this, 'Run', {
      entry: 'src/__name-kebab__/run.ts',
      timeout: Duration.minutes(5),
      environment: { MAIL_FROM: from, MAIL_TO: to, TABLE_NAME: table.tableName },
    });
    run.allow(['dynamodb:UpdateItem'], table.tableArn);
    run.allow(['dynamodb:Query'], `${table.tableArn}/index/byTime`);
    if (run.role) allowMail(run.role, from);

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
