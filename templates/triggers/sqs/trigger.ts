import { defineTrigger } from '../../../src/core/trigger.ts';
import prices from '../../prices.json' with { type: 'json' };
import { existing, whole } from '../options.ts';
import { workQueue } from '../queues.ts';

export default defineTrigger({
  id: 'sqs',
  title: 'SQS queue',
  summary: 'Work the messages of a queue in batches; what fails five times is a dead letter.',
  options: {
    queue: existing('Queue of the stack; a new one unless given'),
    'batch-size': whole('Messages that an invocation takes at most', 10, 1, 10),
    'max-concurrency': whole('Invocations at a time, at most', 10, 2, 1000),
  },
  resource: {
    option: 'queue',
    types: ['AWS::SQS::Queue'],
    constructs: ['Queue', 'WorkQueue'],
  },
  contribute({ isOwn, options, hasResource }) {
    const kind = hasResource ? 'existing' : 'new';
    const resources = hasResource ? [] : [...workQueue(isOwn, 'Queue', true), 'resources.yaml'];
    return {
      sam: [...resources, `sam/${kind}.yaml`],
      cloudformation: [...resources, `cloudformation/${kind}.yaml`],
      cdk: `${isOwn ? 'own' : 'cdk'}/${kind}.ts`,
      requires: hasResource ? ['worker'] : ['worker', 'queue-tests'],
      files: [kind],
      replace: {
        'batchSize: 10': `batchSize: ${options['batch-size']}`,
        'BatchSize: 10': `BatchSize: ${options['batch-size']}`,
        'maxConcurrency: 10': `maxConcurrency: ${options['max-concurrency']}`,
        'MaximumConcurrency: 10': `MaximumConcurrency: ${options['max-concurrency']}`,
      },
      // Sent, received, deleted; ten messages at a time are received and deleted
      cost: [{ item: 'SQS', perMillion: 1.2 * prices.sqsPerMillion }],
    };
  },
});
