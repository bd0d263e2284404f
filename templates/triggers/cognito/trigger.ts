import { choice } from '../../../src/core/options.ts';
import { defineTrigger } from '../../../src/core/trigger.ts';
import { existing } from '../options.ts';

const pascal = (kebab: string) => kebab.replace(/(^|-)(.)/g, (_, __, first) => first.toUpperCase());

const constant = (kebab: string) => kebab.toUpperCase().replaceAll('-', '_');

/** What the pool says of each call. */
const SOURCES = {
  'pre-sign-up': 'PreSignUp_SignUp',
  'post-confirmation': 'PostConfirmation_ConfirmSignUp',
  'pre-authentication': 'PreAuthentication_Authentication',
  'post-authentication': 'PostAuthentication_Authentication',
  'pre-token-generation': 'TokenGeneration_Authentication',
  'custom-message': 'CustomMessage_SignUp',
} as const;

export default defineTrigger({
  id: 'cognito',
  title: 'Cognito user pool',
  summary: 'Run when users sign up or sign in; the pool waits five seconds for the answer.',
  options: {
    operation: choice('When the pool invokes the function', [
      'pre-sign-up',
      'post-confirmation',
      'pre-authentication',
      'post-authentication',
      'pre-token-generation',
      'custom-message',
    ]),
    pool: existing('User pool of the stack; new for a new one'),
  },
  resource: {
    option: 'pool',
    types: ['AWS::Cognito::UserPool'],
    constructs: ['UserPool'],
    isNamed: true,
  },
  isAnswered: true,
  contribute({ isOwn, hasResource, options: { operation } }) {
    const kind = hasResource ? 'existing' : 'new';
    return {
      sam: [`${kind}.yaml`],
      cloudformation: [`${kind}.yaml`],
      requires: hasResource ? [] : ['user-pools'],
      cdk: `${isOwn ? 'own' : 'cdk'}/${kind}.ts`,
      files: [kind],
      replace: {
        'PreSignUp: ': `${pascal(operation)}: `,
        PRE_SIGN_UP: constant(operation),
      },
      samples: { PreSignUp_SignUp: SOURCES[operation] },
    };
  },
});
