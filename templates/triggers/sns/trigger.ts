import { defineTrigger } from '../../../src/core/trigger.ts';
import prices from '../../prices.json' with { type: 'json' };
import { existing } from '../options.ts';
import { WITHOUT_LIMIT, workQueue } from '../queues.ts';

export default defineTrigger({
  id: 'sns',
  title: 'SNS topic',
  summary: 'Process the messages of a topic, through a queue, so that none is lost.',
  options: {
    topic: existing('Topic of the stack, or a parameter with its ARN; without it a new one'),
  },
  resource: { option: 'topic', isByValue: true, types: ['AWS::SNS::Topic'], constructs: ['Topic'] },
  contribute({ isOwn, hasResource }) {
    const kind = hasResource ? 'existing' : 'new';
    const resources = [...workQueue(isOwn, 'TopicQueue'), `${kind}.yaml`];
    return {
      sam: [...resources, 'sam/worker.yaml'],
      cloudformation: [...resources, 'cloudformation/worker.yaml'],
      cdk: `${isOwn ? 'own' : 'cdk'}/${kind}.ts`,
      cdkOlder: WITHOUT_LIMIT,
      // Topics that take no more than encrypted requests
      ...(hasResource ? {} : { cdkSince: 129 }),
      requires: ['worker', 'work-queue'],
      files: ['common'],
      // Ten messages at a time are received and deleted; SNS sends to SQS for nothing
      cost: [{ item: 'SNS, SQS', perMillion: prices.snsPerMillion + 1.2 * prices.sqsPerMillion }],
    };
  },
});
