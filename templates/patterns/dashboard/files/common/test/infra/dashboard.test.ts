import { expect, test } from 'vitest';
import { load, ofType, properties } from '../support/template.ts';

const template = await load();
const board = properties<{ DashboardBody: string }>(template, 'DashboardBoard');
const { widgets } = JSON.parse(board.DashboardBody);

const FUNCTIONS = 'AWS/Lambda,FunctionName';
const QUEUES = 'AWS/SQS,QueueName';
const TABLES = 'AWS/DynamoDB,TableName';

test.each([
  ['Invocations', FUNCTIONS, ['Invocations', 'Sum']],
  ['Errors', FUNCTIONS, ['Errors', 'Sum']],
  ['Throttles', FUNCTIONS, ['Throttles', 'Sum']],
  ['Duration in ms', FUNCTIONS, ['Duration', 'p50', 'p50'], ['Duration', 'p99', 'p99']],
  ['Queues: messages', QUEUES, ['ApproximateNumberOfMessagesVisible', 'Maximum']],
  ['Queues: oldest message in s', QUEUES, ['ApproximateAgeOfOldestMessage', 'Maximum']],
  ['Streams: lag in ms', FUNCTIONS, ['IteratorAge', 'Maximum']],
  ['Cost: duration in ms', FUNCTIONS, ['Duration', 'Sum']],
  ['Cost: bytes of logs', 'AWS/Logs,LogGroupName', ['IncomingBytes', 'Sum']],
  [
    'Cost: units of tables',
    TABLES,
    ['ConsumedReadCapacityUnits', 'Sum', 'read'],
    ['ConsumedWriteCapacityUnits', 'Sum', 'written'],
  ],
  [
    'Cost: requests of queues',
    QUEUES,
    ['NumberOfMessagesSent', 'Sum', 'sent'],
    ['NumberOfEmptyReceives', 'Sum', 'empty'],
  ],
  ['Concurrency', FUNCTIONS, ['ConcurrentExecutions', 'Maximum']],
])('the graph "%s" has all that the stack has of it', (title, dimension, ...lines) => {
  const index = widgets.findIndex((each: typeof widgets) => each.properties.title === title);
  expect(widgets[index]).toEqual({
    type: 'metric',
    x: 8 * (index % 3),
    y: 6 * Math.floor(index / 3),
    width: 8,
    height: 6,
    properties: {
      title,
      view: 'timeSeries',
      region: 'AWS::Region',
      yAxis: { left: { min: 0 } },
      metrics: lines.map(([metric, statistic, label]) => [
        {
          expression: `SEARCH('{${dimension}} MetricName="${metric}" AWS::StackName', '${statistic}')`,
          ...(label && { label }),
        },
      ]),
    },
  });
});

test('it is called as the stack and its region, and has no other graphs', () => {
  expect(board).toMatchObject({ DashboardName: 'AWS::StackName-AWS::Region' });
  expect(widgets).toHaveLength(12);
});

const ofStack = '| filter @log like "AWS::StackName"';

test('the queries of the logs are of this stack alone', () => {
  expect(Object.values(ofType(template, 'AWS::Logs::QueryDefinition'))).toEqual([
    {
      Name: 'AWS::StackName/Follow a correlation id',
      QueryString: [
        'fields @timestamp, @log, level, message, @message',
        ofStack,
        '| filter @message like "CORRELATION-ID"',
        '| sort @timestamp',
        '| limit 1000',
      ].join('\n'),
    },
    {
      Name: 'AWS::StackName/Errors',
      QueryString: [
        'fields @timestamp, @log, @message',
        ofStack,
        '| filter level in ["ERROR", "CRITICAL"]',
        '| sort @timestamp desc',
        '| limit 100',
      ].join('\n'),
    },
    {
      Name: 'AWS::StackName/Timeouts and crashes',
      QueryString: [
        'fields @timestamp, @log, type, record.status, record.errorType, record.requestId',
        ofStack,
        '| filter type like "platform."',
        '| sort @timestamp desc',
        '| limit 100',
      ].join('\n'),
    },
  ]);
});
