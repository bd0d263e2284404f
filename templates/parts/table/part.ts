import { definePart } from '../../../src/core/pattern.ts';

export default definePart({
  id: 'table',
  contribute: ({ iac }) => ({ files: iac === 'cdk' ? ['cdk'] : [] }),
});
