import { Aws, Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule, CfnScheduleGroup, type CfnScheduleProps } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { AlarmTopic } from './alarms.ts';
import type { LambdaFunction } from './function.ts';

type When = Pick<CfnScheduleProps, 'scheduleExpression' | 'scheduleExpressionTimezone' | 'state'>;

/** Runs that fail three times, or wait for an hour, are dead letters. */
function keepFailures(fn: LambdaFunction, deadLetters: IQueue): void {
  fn.configureAsyncInvoke({
    retryAttempts: 2,
    maxEventAge: Duration.hours(1),
    onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
  });
  fn.allow(['sqs:SendMessage'], deadLetters.queueArn);
}

/**
 * Invokes the function at set times; what fails or cannot be handed over is a dead letter. (`LambdaInvoke` of
 * aws-scheduler-targets would also allow every version of the function.)
 */
export function addSchedule(
  scope: Construct,
  fn: LambdaFunction,
  deadLetters: IQueue,
  when: When,
): void {
  keepFailures(fn, deadLetters);
  const group = new CfnScheduleGroup(scope, 'ScheduleGroup');
  const onlyThisGroup = {
    StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': group.attrArn },
  };
  const allowed = (action: string, resource: string) =>
    new PolicyStatement({ actions: [action], resources: [resource] });
  const role = new Role(scope, 'ScheduleRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions: onlyThisGroup }),
    inlinePolicies: {
      Target: new PolicyDocument({
        statements: [
          allowed('lambda:InvokeFunction', fn.functionArn),
          allowed('sqs:SendMessage', deadLetters.queueArn),
        ],
      }),
    },
  });
  new CfnSchedule(scope, 'Schedule', {
    ...when,
    groupName: group.ref,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: fn.functionArn,
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

/** Alarms when nothing has invoked the function in three periods. */
export function alarmOnSilence(
  scope: Construct,
  fn: LambdaFunction,
  section: string,
  period: Duration,
): void {
  new Alarm(scope, 'SilenceAlarm', {
    alarmDescription: `docs/operations.md#${section}`,
    metric: fn.metricInvocations({ period }),
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    threshold: 1,
    evaluationPeriods: 3,
    treatMissingData: TreatMissingData.BREACHING,
  }).addAlarmAction(new SnsAction(AlarmTopic.of(scope)));
}
