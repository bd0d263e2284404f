import { definePart } from '../../../src/core/pattern.ts';

/** SES on this machine for the tests. */
export default definePart({
  id: 'mail',
  contribute: () => ({ files: ['common'], devDependencies: ['aws-ses-v2-local'] }),
});
