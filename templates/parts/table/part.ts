import { definePart } from '../../../src/core/pattern.ts';

export default definePart({
  id: 'table',
  contribute: ({ iac }) => ({ files: ['common', iac], requires: ['stages', 'tables'] }),
});
