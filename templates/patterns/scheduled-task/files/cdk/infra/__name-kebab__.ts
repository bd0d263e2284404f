import { Aws, Duration } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { addJob } from './__name-kebab__-job.ts';
import { LambdaFunction } from './constructs/function.ts';
import { DeadLetterQueue } from './constructs/queue.ts';
import { Table } from './constructs/table.ts';

export class __Name__ extends Construct {
  readonly run: LambdaFunction;
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'id', type: AttributeType.STRING },
    });
    this.run = new LambdaFunction(this, 'Run', {
      entry: 'src/__name-kebab__/run.ts',
      timeout: Duration.minutes(5),
      environment: { TABLE_NAME: this.table.tableName },
    });
    this.run.allow(['dynamodb:UpdateItem'], this.table.tableArn);
    addJob(this);

    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      section: '__name-kebab__-dead-letters',
    });
    this.run.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
      onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
    });
    this.run.allow(['sqs:SendMessage'], deadLetters.queueArn);

    const group = new CfnScheduleGroup(this, 'ScheduleGroup');
    const onlyThisGroup = {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': group.attrArn },
    };
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions: onlyThisGroup }),
      inlinePolicies: {
        Target: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['lambda:InvokeFunction'],
              resources: [this.run.functionArn],
            }),
            new PolicyStatement({
              actions: ['sqs:SendMessage'],
              resources: [deadLetters.queueArn],
            }),
          ],
        }),
      },
    });
    new CfnSchedule(this, 'Schedule', {
      groupName: group.ref,
      scheduleExpression: '__schedule__',
      scheduleExpressionTimezone: '__timezone__',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.run.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({
          scheduledTime: '<aws.scheduler.scheduled-time>',
          executionId: '<aws.scheduler.execution-id>',
        }),
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    });
  }
}
