import { definePart } from '../../../src/core/pattern.ts';

/** What the endpoints of a new VPC have in common, as CDK. */
export default definePart({
  id: 'service-endpoint',
  contribute: () => ({ files: ['cdk'] }),
});
