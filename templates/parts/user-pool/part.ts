import { definePart } from '../../../src/core/pattern.ts';

export default definePart({
  id: 'user-pool',
  contribute: ({ iac }) => ({
    files: ['common', iac],
    requires: ['outputs', 'stages', 'user-pools'],
  }),
});
