import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

const metrics = new Metrics();

/** Counts in CloudWatch, through the function's log; each name is billed as a metric. */
export function count(name: string, number = 1): void {
  metrics.singleMetric().addMetric(name, MetricUnit.Count, number);
}
