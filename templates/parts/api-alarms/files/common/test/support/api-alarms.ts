import { alarming, counted } from './metrics.ts';

/** On when an API answers 1 % of its requests with 500 or above. */
export function errorRate(of: string, value: string, metric = '5xx') {
  const count = (name: string) => counted('AWS/ApiGateway', name, of, value);
  const { MetricStat, ...requests } = count('Count');
  return {
    ...alarming({ lasting: true }),
    Metrics: [
      { Expression: '100 * errors / requests' },
      { ...count(metric), Id: 'errors' },
      { ...requests, MetricStat: { ...MetricStat, Stat: 'SampleCount' }, Id: 'requests' },
    ],
  };
}

/** On when 1 % of an API's requests take 3 s. */
export const latency = (Name: string, Value: string) => ({
  ...alarming({ lasting: true }),
  Namespace: 'AWS/ApiGateway',
  MetricName: 'Latency',
  Dimensions: [{ Name, Value }],
  ExtendedStatistic: 'p99',
  Period: 300,
  Threshold: 3000,
});
