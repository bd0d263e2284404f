import { definePart } from '../../../src/core/pattern.ts';

/** S3, SNS and SQS on this machine for the tests. */
export default definePart({
  id: 'emulator',
  contribute: () => ({
    files: ['common'],
    devDependencies: ['@aws-sdk/client-sqs', 'fauxqs'],
  }),
});
