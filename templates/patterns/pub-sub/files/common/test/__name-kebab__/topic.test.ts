import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { placed } from './fixtures.ts';
import { publish } from '../../src/__name-kebab__/topic.ts';

test('gives up on a topic that does not answer, before its function ends', async () => {
  const answerNever = vi.fn();
  const server = createServer(answerNever).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  process.env.AWS_ENDPOINT_URL_SNS = `http://127.0.0.1:${port}`;
  const start = performance.now();

  await expect(publish(placed, 'id', 'correlation')).rejects.toThrow();

  expect(performance.now() - start).toBeLessThan(9500);
  expect(answerNever).toHaveBeenCalledTimes(3);
  server.closeAllConnections();
  server.close();
}, 15_000);
