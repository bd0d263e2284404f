import { definePart } from '../../../src/core/pattern.ts';

/** A script that gives dead letters another chance. */
export default definePart({
  id: 'redrive',
  contribute: () => ({
    files: ['common'],
    devDependencies: ['@aws-sdk/client-sqs', 'aws-sdk-client-mock', 'tsx'],
    scripts: { redrive: 'tsx scripts/redrive.ts' },
  }),
});
