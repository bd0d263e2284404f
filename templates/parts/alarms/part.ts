import { definePart } from '../../../src/core/pattern.ts';

/** The topic that every alarm of the stack notifies. */
export default definePart({
  id: 'alarms',
  contribute: ({ iac }) => ({
    files: ['common', iac],
    sam: ['sam.yaml'],
    // CDK has a subscription only where there is a mailbox
    resources: iac === 'cdk' ? 2 : 3,
  }),
});
