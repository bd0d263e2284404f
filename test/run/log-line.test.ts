import { expect, it } from 'vitest';
import { shownLog } from '../../src/cli/run/log-line.ts';

it.each([
  ['plain', ['plain']],
  ['{"a":1}', ['{"a":1}']],
  ['{"level":', ['{"level":']],
  [
    '{"level":"INFO","message":"Done","timestamp":"t","cold_start":true,"orderId":"7","items":[1]}',
    ['INFO  Done  orderId=7  items=[1]'],
  ],
  [
    '{"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"shop","Dimensions":[["service"]],"Metrics":[{"Name":"OrdersCreated","Unit":"Count"}]}]},"service":"shop","OrdersCreated":1}',
    ['metrics  OrdersCreated=1'],
  ],
  ['{"CloudWatchMetrics":1}', ['{"CloudWatchMetrics":1}']],
  [
    '{"level":"ERROR","message":"Failed","error":{"name":"E","message":"no","stack":"E: no\\n    at f"}}',
    ['ERROR  Failed', '  E: no', '      at f'],
  ],
])('%s', (line, shown) => {
  expect(shownLog(line)).toEqual(shown);
});
