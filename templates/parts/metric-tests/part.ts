import { definePart } from '../../../src/core/pattern.ts';

/** What tests expect of alarms that add up metrics. */
export default definePart({
  id: 'metric-tests',
  contribute: () => ({ files: ['common'], requires: ['alarm-sections'] }),
});
