import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { beforeEach, expect, test, vi } from 'vitest';
import { expectTimeout } from '../support/silent-server.ts';
import { upload } from './fixtures.ts';

type Notice = typeof import('../../src/__name-kebab__/notice.ts');
type Storage = typeof import('../../src/__name-kebab__/storage.ts');

let notify: Notice['notify'];
let read: Storage['read'];
let store: Storage['store'];

// A client keeps the endpoint of its first call
beforeEach(async () => {
  vi.resetModules();
  ({ notify } = await import('../../src/__name-kebab__/notice.ts'));
  ({ read, store } = await import('../../src/__name-kebab__/storage.ts'));
});

const result = { body: '{}', contentType: 'text/plain', extension: 'txt', summary: {} };

// Together with a body that stops, within the function's 60 s
test.each([
  ['S3, asked for a file,', 'S3', () => read(upload), 20_000],
  ['S3, given a result,', 'S3', () => store(upload, result), 20_000],
  ['SNS', 'SNS', () => notify(upload, { status: 'failure', reason: 'corrupt' }), 10_000],
])('%s is given up when it does not answer', async (_, service, call, within) => {
  await expectTimeout(`AWS_ENDPOINT_URL_${service}`, call, { attempts: 3, within });
});

test('a body that stops is given up after 6 s, without another attempt', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-length': 2 }).write('1');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${port}`);
  const idle = vi.spyOn(Socket.prototype, 'setTimeout').mockReturnThis();
  const answered = new Promise((resolve) => subscribe('http.client.response.finish', resolve));
  const requests = vi.fn();
  server.on('request', requests);

  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

  const failed = expect(read(upload)).rejects.toThrow();
  await answered;
  // The SDK watches the socket from the third second on
  await vi.advanceTimersByTimeAsync(3000);
  vi.useRealTimers();
  const [idleMs, giveUp] = idle.mock.lastCall ?? [];
  expect(idleMs).toBe(6000);
  giveUp?.();
  await failed;

  expect(requests).toHaveBeenCalledTimes(1);
  server.closeAllConnections();
  server.close();
});
