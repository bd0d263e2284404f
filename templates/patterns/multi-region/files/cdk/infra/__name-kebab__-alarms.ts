import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AlarmTopic } from './constructs/alarms.ts';

/** Alarms on the health checks of all regions. */
export class AlarmsStack extends Stack {
  /** `stack` has the id of its health check as the output HealthCheckId. */
  watch(stack: Stack): void {
    const HealthCheckId = Fn.getStackOutput(stack.stackName, 'HealthCheckId', stack.region);
    const alarm = new Alarm(this, `${stack.region}-alarm`, {
      alarmDescription: `${stack.region}: docs/operations.md#__name-kebab__-a-region-is-unhealthy`,
      metric: new Metric({
        namespace: 'AWS/Route53',
        metricName: 'HealthCheckStatus',
        dimensionsMap: { HealthCheckId },
        statistic: 'Minimum',
        period: Duration.minutes(1),
      }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      // A check that is gone says nothing
      treatMissingData: TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(AlarmTopic.of(this)));
    this.addStackDependency(stack);
  }
}
