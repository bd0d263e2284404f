import { definePart } from '../../../src/core/pattern.ts';

/** Leave to send mail, and SES on this machine for the tests. */
export default definePart({
  id: 'mail',
  contribute: ({ iac }) => ({ files: ['common', iac], devDependencies: ['aws-ses-v2-local'] }),
});
