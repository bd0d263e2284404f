import { choice } from '../../../src/core/options.ts';
import { defineTrigger } from '../../../src/core/trigger.ts';
import prices from '../../prices.json' with { type: 'json' };
import { existing, whole } from '../options.ts';
import { WITHOUT_LIMIT, workQueue } from '../queues.ts';

/** What a queue and its dead letters are made with, and tested for, when they keep an order. */
const FIFO = {
  'timeout: __fn__.timeout,': 'timeout: __fn__.timeout,\n    fifo: true,',
  'encryption: sqs.QueueEncryption.SQS_MANAGED,':
    'fifo: true,\n    encryption: sqs.QueueEncryption.SQS_MANAGED,',
  'VisibilityTimeout: 6 * timeout,': 'VisibilityTimeout: 6 * timeout,\n    FifoQueue: true,',
};

export default defineTrigger({
  id: 'sqs',
  title: 'SQS queue',
  summary: 'Process the messages of a queue in batches; a new queue has a dead-letter queue.',
  options: {
    queue: existing('Queue of the stack, or a parameter with its ARN; without it a new one'),
    'batch-size': whole('Most messages in one invocation', 10, 1, 10),
    'max-concurrency': whole('Most invocations at a time', 10, 2, 1000),
    fifo: choice('Whether a new queue is FIFO: the messages of a group stay in order', [
      'no',
      'yes',
    ]),
  },
  resource: {
    option: 'queue',
    isByValue: true,
    types: ['AWS::SQS::Queue'],
    constructs: ['Queue'],
  },
  contribute({ isOwn, options, hasResource }) {
    const kind = hasResource ? 'existing' : 'new';
    const isFifo = options.fifo === 'yes' && !hasResource;
    const fifo = isFifo ? ['fifo.yaml'] : [];
    const resources = hasResource
      ? []
      : [...workQueue(isOwn, 'Queue', true), ...fifo, 'resources.yaml'];
    return {
      sam: [...resources, `sam/${kind}.yaml`],
      cloudformation: [...resources, `cloudformation/${kind}.yaml`],
      cdk: `${isOwn ? 'own' : 'cdk'}/${kind}.ts`,
      cdkOlder: WITHOUT_LIMIT,
      requires: hasResource ? ['worker'] : ['worker', 'work-queue'],
      files: [kind],
      replace: {
        'batchSize: 10': `batchSize: ${options['batch-size']}`,
        'BatchSize: 10': `BatchSize: ${options['batch-size']}`,
        ...(isFifo ? FIFO : {}),
        'maxConcurrency: 10': `maxConcurrency: ${options['max-concurrency']}`,
        'MaximumConcurrency: 10': `MaximumConcurrency: ${options['max-concurrency']}`,
      },
      // Sent, received, deleted; ten messages at a time are received and deleted
      cost: [{ item: 'SQS', perMillion: 1.2 * prices.sqsPerMillion }],
    };
  },
});
