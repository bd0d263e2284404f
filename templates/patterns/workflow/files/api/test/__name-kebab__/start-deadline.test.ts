import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { readEvent } from './fixtures.ts';

test('gives up on Step Functions when it does not answer, before the function ends', async () => {
  const answerNever = vi.fn();
  const server = createServer(answerNever).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  process.env.AWS_ENDPOINT_URL_SFN = `http://127.0.0.1:${port}`;
  process.env.STATE_MACHINE_ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:orders';
  const { startExecution } = await import('../../src/__name-kebab__/executions.ts');
  const start = performance.now();

  await expect(startExecution(readEvent('validate.valid'))).rejects.toThrow();

  expect(performance.now() - start).toBeLessThan(9500);
  expect(answerNever.mock.calls.length).toBeGreaterThan(1);
  server.closeAllConnections();
  server.close();
}, 15_000);
