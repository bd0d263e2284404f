import { text } from '../../../src/core/options.ts';
import { defineTrigger } from '../../../src/core/trigger.ts';
import { prefixProblem } from '../../patterns/file-processing/prefix.ts';
import prices from '../../prices.json' with { type: 'json' };
import { existing } from '../options.ts';
import { workQueue } from '../queues.ts';

export default defineTrigger({
  id: 's3',
  title: 'S3 bucket',
  summary: 'Work what is uploaded to a bucket, through a queue; reading it is to be allowed.',
  options: {
    prefix: text('Folder of the uploads', 'uploads/', prefixProblem),
    bucket: existing('Bucket of the stack; a new one unless given'),
  },
  resource: {
    option: 'bucket',
    types: ['AWS::S3::Bucket'],
    constructs: ['Bucket', 'PrivateBucket'],
  },
  contribute({ isOwn, options: { prefix }, hasResource }) {
    const kind = hasResource ? 'existing' : 'new';
    const logged = isOwn && !hasResource;
    const resources = [
      ...workQueue(isOwn, 'BucketQueue', true),
      'policies.yaml',
      `${kind}.yaml`,
      ...(logged ? ['own.yaml'] : []),
    ];
    return {
      sam: [...resources, 'sam/worker.yaml'],
      cloudformation: [...resources, 'cloudformation/worker.yaml'],
      cdk: `${isOwn ? 'own' : 'cdk'}/${kind}.ts`,
      requires: ['worker', 'queue-tests', ...(logged ? ['bucket'] : [])],
      files: ['common', kind],
      replace: { "'uploads/'": `'${prefix}'` },
      // Ten messages at a time are received and deleted
      cost: [{ item: 'S3, SQS', perMillion: prices.s3PerMillionPuts + 1.2 * prices.sqsPerMillion }],
    };
  },
});
