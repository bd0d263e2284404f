import { defineTrigger } from '../../../src/core/trigger.ts';

export default defineTrigger({
  id: 'function-url',
  title: 'Function URL',
  summary: 'Invoke over HTTPS without an API; callers sign their requests (AWS_IAM).',
  options: {},
  isAnswered: true,
  contribute: ({ isOwn }) => ({
    sam: ['sam/new.yaml'],
    cloudformation: ['cloudformation/new.yaml'],
    cdk: `${isOwn ? 'own' : 'cdk'}/new.ts`,
    files: ['new'],
    nextSteps: [
      'allow who calls the URL both lambda:InvokeFunctionUrl and lambda:InvokeFunction on the function: new URLs ask for the two',
    ],
  }),
});
