import { definePart } from '../../../src/core/pattern.ts';

/** State machines that log and trace, and a runner of their definitions for the tests. */
export default definePart({
  id: 'state-machine',
  contribute: ({ iac }) => ({
    files: ['common', iac],
    requires: ['logger'],
    devDependencies: ['asl-validator', 'aws-local-stepfunctions'],
  }),
});
