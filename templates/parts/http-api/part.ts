import { definePart } from '../../../src/core/pattern.ts';

export default definePart({
  id: 'http-api',
  contribute: ({ iac }) => ({ files: ['common', iac], requires: ['stages'] }),
});
