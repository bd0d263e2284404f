import { definePart } from '../../../src/core/pattern.ts';

/** What tests ask of an alarm: which section of docs/operations.md it names. */
export default definePart({
  id: 'alarm-sections',
  contribute: () => ({ files: ['common'], requires: ['alarms'] }),
});
