import { Duration } from 'aws-cdk-lib';
import { AttributeType, ProjectionType } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { LambdaFunction } from './constructs/function.ts';
import { DeadLetterQueue } from './constructs/queue.ts';
import { addSchedule, alarmOnSilence } from './constructs/schedule.ts';
import { Table } from './constructs/table.ts';

export class __Name__ extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const table = new Table(this, 'Table', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      globalSecondaryIndexes: [
        {
          indexName: 'byExpiry',
          partitionKey: { name: 'kind', type: AttributeType.STRING },
          sortKey: { name: 'expiresAt', type: AttributeType.STRING },
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
    const run = new LambdaFunction(this, 'Run', {
      entry: 'src/__name-kebab__/run.ts',
      timeout: Duration.minutes(5),
      environment: { TABLE_NAME: table.tableName },
    });
    run.allow(['dynamodb:UpdateItem', 'dynamodb:DeleteItem'], table.tableArn);
    run.allow(['dynamodb:Query'], `${table.tableArn}/index/byExpiry`);

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
