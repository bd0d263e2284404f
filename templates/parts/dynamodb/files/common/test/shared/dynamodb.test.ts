import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test, vi } from 'vitest';
import { dynamodb } from '../../src/shared/dynamodb.ts';

test('gives up on a table that does not answer, in time for a second call', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${port}`;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const failed = vi.fn();

  dynamodb.send(new GetCommand({ TableName: 'table', Key: { id: '1' } })).catch(failed);
  for (const _attempt of [1, 2]) {
    await once(server, 'request');
    await vi.advanceTimersByTimeAsync(2000);
  }
  vi.useRealTimers();

  await vi.waitFor(() => expect(failed).toHaveBeenCalled());
  expect(failed).toHaveBeenCalledWith(expect.objectContaining({ name: 'TimeoutError' }));
  server.closeAllConnections();
  server.close();
});
