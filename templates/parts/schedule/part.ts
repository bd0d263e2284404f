import { definePart } from '../../../src/core/pattern.ts';

/** Functions that run at set times. */
export default definePart({
  id: 'schedule',
  contribute: ({ iac }) => ({
    files: iac === 'cdk' ? ['cdk'] : [],
    requires: ['function', 'alarms', 'queue-tests'],
  }),
});
