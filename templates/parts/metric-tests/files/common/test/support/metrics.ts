/** On with the first of what is counted in five minutes; if `lasting`, only in two of three periods. */
export const alarming = ({ lasting = false } = {}) => ({
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  ...(lasting ? { DatapointsToAlarm: 2, EvaluationPeriods: 3 } : { EvaluationPeriods: 1 }),
  Threshold: 1,
  TreatMissingData: 'notBreaching',
});

/** A metric, of one resource, in an alarm on several. */
export const counted = (Namespace: string, MetricName: string, of: string, Value: string) => ({
  MetricStat: {
    Metric: { Namespace, MetricName, Dimensions: [{ Name: of, Value }] },
    Period: 300,
    Stat: 'Sum',
  },
  ReturnData: false,
});
