import { definePart } from '../../../src/core/pattern.ts';

/** One alarm on the errors of several resources. */
export default definePart({
  id: 'errors',
  contribute: ({ iac }) => ({ files: iac === 'cdk' ? ['cdk'] : [], requires: ['alarms'] }),
});
