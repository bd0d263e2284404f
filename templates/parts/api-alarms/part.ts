import { definePart } from '../../../src/core/pattern.ts';

/** Alarms on an API: its errors, and how long it takes. */
export default definePart({
  id: 'api-alarms',
  contribute: ({ iac }) => ({ files: ['common', iac], requires: ['metric-tests'] }),
});
