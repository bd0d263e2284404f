import { test } from 'vitest';
import { expectTimeout } from '../support/silent-server.ts';
import { readEvent } from './fixtures.ts';

test('gives up on Step Functions when it does not answer, before the function ends', async () => {
  process.env.STATE_MACHINE_ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:orders';
  const { startExecution } = await import('../../src/__name-kebab__/executions.ts');
  const call = () => startExecution(readEvent('validate.valid'));

  // Half of the function's 10 s: a repeated order takes a second call
  await expectTimeout('AWS_ENDPOINT_URL_SFN', call, { attempts: 2, within: 5000 });
});
