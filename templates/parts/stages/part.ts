import { definePart } from '../../../src/core/pattern.ts';

/** What differs between the stages; SAM's template has them as parameter, mapping and conditions. */
export default definePart({
  id: 'stages',
  contribute: ({ iac }) => ({ files: iac === 'cdk' ? ['cdk'] : [], sam: ['sam.yaml'] }),
});
