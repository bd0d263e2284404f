import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';

/** What all of these metrics count in five minutes. */
export const sumOf = (metrics: IMetric[]) =>
  new MathExpression({
    expression: 'SUM(METRICS())',
    label: 'Errors',
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
  });
