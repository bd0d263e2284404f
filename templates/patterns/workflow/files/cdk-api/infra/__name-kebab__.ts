import { CfnOutput, Duration } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { addStart } from './__name-kebab__-start.ts';
import { AlarmTopic, TopicAlarm } from './constructs/alarms.ts';
import { sumOf } from './constructs/errors.ts';
import { LambdaFunction } from './constructs/function.ts';
import { allowMail } from './constructs/mail.ts';
import { settingOf } from './constructs/setting.ts';
import { StateMachine } from './constructs/state-machine.ts';
import { Table } from './constructs/table.ts';

export class __Name__ extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const table = new Table(this, 'Table', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
    });
    const topic = AlarmTopic.of(this);
    const step = (name: string) =>
      new LambdaFunction(this, name, {
        entry: `src/__name-kebab__/${name.toLowerCase()}.ts`,
        timeout: Duration.seconds(10),
      });
    const validate = step('Validate');
    const charge = step('Charge');
    const refund = step('Refund');
    const from = settingOf(this, '__Name__MailFrom', {
      description: 'Address that confirms the orders',
      allowedPattern: '^[^@ ]+@[^@ ]+$',
    });

    const machine = new StateMachine(this, 'StateMachine', {
      definition: 'state-machines/__name-kebab__.asl.json',
      substitutions: {
        ValidateArn: validate.functionArn,
        ChargeArn: charge.functionArn,
        RefundArn: refund.functionArn,
        TableName: table.tableName,
        MailFrom: from,
        AlarmTopicArn: topic.topicArn,
      },
      type: StateMachineType.STANDARD,
    });
    for (const fn of [validate, charge, refund]) {
      machine.allow(['lambda:InvokeFunction'], fn.functionArn);
    }
    machine.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], table.tableArn);
    machine.allow(['sns:Publish'], topic.topicArn);
    allowMail(machine.role, from);
    new CfnOutput(machine, 'Arn', { value: machine.stateMachineArn });

    addStart(this, machine);
    // Only failed executions count: a step may throw, and the state machine handle it
    const failures = sumOf([machine.metricFailed(), machine.metricTimedOut()]);
    new TopicAlarm(this, 'ErrorsAlarm', failures, {
      section: '__name-kebab__-errors',
    });
  }
}
