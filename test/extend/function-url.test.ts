import { expect, it } from 'vitest';
import { IACS } from '../../src/core/project.ts';
import { addTrigger } from '../support/extend.ts';
import { FOREIGN } from '../support/extend-hosts.ts';

// https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html, of URLs made since October 2025
it.each(IACS)('in %s, who adds a function URL learns what its callers need', (form) => {
  const { nextSteps } = addTrigger(FOREIGN[form], 'resize', 'function-url');
  expect(nextSteps.join()).toMatch(/lambda:InvokeFunctionUrl and lambda:InvokeFunction on/);
});
