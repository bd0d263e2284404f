import { definePart } from '../../../src/core/pattern.ts';

/** A script that gives another chance to dead letters that SQS does not move by itself. */
export default definePart({
  id: 'redrive',
  contribute: () => ({
    files: ['common'],
    devDependencies: ['@aws-sdk/client-sqs', 'aws-sdk-client-mock'],
    scripts: { redrive: 'node --experimental-strip-types scripts/redrive.ts' },
  }),
});
