import { Aws } from 'aws-cdk-lib';
import { Dashboard as Board, GraphWidget, SearchExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

interface Line {
  metric: string;
  statistic: string;
  /** Where a graph has lines of several kinds. */
  label?: string;
}

/** Every metric of a kind: CloudFormation begins the names of resources with the stack's. */
const search = (dimension: string, { metric, statistic, label = '' }: Line) =>
  new SearchExpression({
    expression: `SEARCH('{${dimension}} MetricName="${metric}" ${Aws.STACK_NAME}', '${statistic}')`,
    label,
  });

const graph = (title: string, dimension: string, ...lines: Line[]) =>
  new GraphWidget({
    title,
    width: 8,
    left: lines.map((line) => search(dimension, line)),
    leftYAxis: { min: 0 },
  });

const FUNCTIONS = 'AWS/Lambda,FunctionName';
const LOGS = 'AWS/Logs,LogGroupName';
const QUEUES = 'AWS/SQS,QueueName';
const TABLES = 'AWS/DynamoDB,TableName';

/** The stack at a glance, and queries of its logs. What is added to the stack later is on it by itself. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new Board(this, 'Board', {
      // Dashboards of all regions share one list
      dashboardName: `${Aws.STACK_NAME}-${Aws.REGION}`,
      widgets: [
        [
          graph('Invocations', FUNCTIONS, { metric: 'Invocations', statistic: 'Sum' }),
          graph('Errors', FUNCTIONS, { metric: 'Errors', statistic: 'Sum' }),
          graph('Throttles', FUNCTIONS, { metric: 'Throttles', statistic: 'Sum' }),
        ],
        [
          graph(
            'Duration in ms',
            FUNCTIONS,
            { metric: 'Duration', statistic: 'p50', label: 'p50' },
            { metric: 'Duration', statistic: 'p99', label: 'p99' },
          ),
          graph('Queues: messages', QUEUES, {
            metric: 'ApproximateNumberOfMessagesVisible',
            statistic: 'Maximum',
          }),
          graph('Queues: oldest message in s', QUEUES, {
            metric: 'ApproximateAgeOfOldestMessage',
            statistic: 'Maximum',
          }),
        ],
        [
          graph('Streams: lag in ms', FUNCTIONS, { metric: 'IteratorAge', statistic: 'Maximum' }),
          graph('Cost: duration in ms', FUNCTIONS, { metric: 'Duration', statistic: 'Sum' }),
          graph('Cost: bytes of logs', LOGS, { metric: 'IncomingBytes', statistic: 'Sum' }),
        ],
        [
          graph(
            'Cost: units of tables',
            TABLES,
            { metric: 'ConsumedReadCapacityUnits', statistic: 'Sum', label: 'read' },
            { metric: 'ConsumedWriteCapacityUnits', statistic: 'Sum', label: 'written' },
          ),
          graph(
            'Cost: requests of queues',
            QUEUES,
            { metric: 'NumberOfMessagesSent', statistic: 'Sum', label: 'sent' },
            { metric: 'NumberOfEmptyReceives', statistic: 'Sum', label: 'empty' },
          ),
          graph('Concurrency', FUNCTIONS, {
            metric: 'ConcurrentExecutions',
            statistic: 'Maximum',
          }),
        ],
      ],
    });

    const ofStack = `| filter @log like "${Aws.STACK_NAME}"`;
    new CfnQueryDefinition(this, 'Chain', {
      name: `${Aws.STACK_NAME}/Follow a correlation id`,
      queryString: [
        'fields @timestamp, @log, level, message, @message',
        ofStack,
        '| filter @message like "CORRELATION-ID"',
        '| sort @timestamp',
        '| limit 1000',
      ].join('\n'),
    });
    new CfnQueryDefinition(this, 'Errors', {
      name: `${Aws.STACK_NAME}/Errors`,
      queryString: [
        'fields @timestamp, @log, @message',
        ofStack,
        '| filter level in ["ERROR", "CRITICAL"]',
        '| sort @timestamp desc',
        '| limit 100',
      ].join('\n'),
    });
    new CfnQueryDefinition(this, 'Crashes', {
      name: `${Aws.STACK_NAME}/Timeouts and crashes`,
      queryString: [
        'fields @timestamp, @log, type, record.status, record.errorType, record.requestId',
        ofStack,
        '| filter type like "platform."',
        '| sort @timestamp desc',
        '| limit 100',
      ].join('\n'),
    });
  }
}
