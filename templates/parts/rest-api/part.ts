import { definePart } from '../../../src/core/pattern.ts';

export default definePart({
  id: 'rest-api',
  contribute: ({ iac }) => ({ files: ['common', iac], requires: ['stages'] }),
});
