import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test, vi } from 'vitest';

test('gives up on a database that does not answer, in time for an answer', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const PG = { PGHOST: '127.0.0.1', PGPORT: `${port}`, PGUSER: 'app', PGSSLMODE: 'verify-full' };
  Object.assign(process.env, PG, { AWS_REGION: 'eu-west-1' });
  const { answer } = await import('../../src/shared/answer.ts');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

  const failed = answer('SELECT 1', {}).catch((error: Error) => error);
  await once(server, 'connection');
  await vi.advanceTimersByTimeAsync(1500);

  expect(await failed).toMatchObject({ status: 503, retryAfter: 15 });
  vi.useRealTimers();
  server.close();
});
