import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';

process.env.DATABASE_ARN = 'cluster';
process.env.DATABASE_SECRET_ARN = 'secret';

test('gives up on a database that does not answer, in time for a second call', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  process.env.AWS_ENDPOINT_URL_RDS_DATA = `http://127.0.0.1:${port}`;
  const { query } = await import('../../src/shared/database.ts');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const failed = vi.fn();

  query('SELECT 1').catch(failed);
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
