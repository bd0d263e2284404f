import { MathExpression, type Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { TopicAlarm } from './alarms.ts';

interface Api {
  metricCount(props: MetricOptions): Metric;
  metricLatency(props: MetricOptions): Metric;
  metricServerError(props: MetricOptions): Metric;
}

/** Alarms when an API fails 1 % of its requests, or keeps 1 % of them waiting for 3 s. */
export function watchApi(scope: Construct, api: Api, instance: string): void {
  const rate = new MathExpression({
    expression: '100 * errors / requests',
    label: 'Errors in percent',
    usingMetrics: {
      errors: api.metricServerError({ statistic: 'Sum' }),
      requests: api.metricCount({ statistic: 'SampleCount' }),
    },
  });
  new TopicAlarm(scope, 'ErrorsAlarm', rate, { section: `${instance}-errors`, lasting: true });
  const latency = api.metricLatency({ statistic: 'p99' });
  new TopicAlarm(scope, 'LatencyAlarm', latency, {
    section: `${instance}-slow`,
    threshold: 3000,
    lasting: true,
  });
}
