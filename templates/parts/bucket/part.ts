import { definePart } from '../../../src/core/pattern.ts';

/** Buckets that are private and kept, and the one that holds their access logs. */
export default definePart({
  id: 'bucket',
  contribute: ({ iac }) => ({ files: ['common', iac], sam: ['sam.yaml'], resources: 2 }),
});
