import { definePart } from '../../../src/core/pattern.ts';
import { PUBLISHED } from './published.ts';

/** The one place of a function's defaults; SAM has them in Globals. */
export default definePart({
  id: 'function',
  contribute: ({ iac, alias }) => ({
    files: ['common', iac],
    ...(alias && iac === 'cdk' ? { replace: PUBLISHED } : {}),
  }),
});
