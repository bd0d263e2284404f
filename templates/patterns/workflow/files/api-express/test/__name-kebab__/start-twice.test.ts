import { expect, test } from 'vitest';
import { context } from '../support/lambda.ts';
import { sent } from './executions.ts';
import { readEvent } from './fixtures.ts';
import { handler } from '../../src/__name-kebab__/start.ts';

test('answers a repeated order as before, and hands the workflow the same order', async () => {
  const first = await handler(readEvent('start.valid'), context);

  const second = await handler(readEvent('start.valid'), context);

  expect(second).toEqual(first);
  const [once, twice] = sent();
  expect(twice).toEqual(once);
});
