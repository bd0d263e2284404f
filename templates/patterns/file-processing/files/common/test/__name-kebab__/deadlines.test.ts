import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { upload } from './fixtures.ts';
import { notify } from '../../src/__name-kebab__/notice.ts';
import { read, store } from '../../src/__name-kebab__/storage.ts';

const requests: (string | undefined)[] = [];

/** Answers nothing, but what stalls with one byte of two. */
const server = createServer(({ method, url }, response) => {
  requests.push(method);
  if (url?.includes('stalls')) response.writeHead(200, { 'content-length': 2 }).write('1');
});

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const result = { body: '{}', contentType: 'text/plain', extension: 'txt', summary: {} };

test('S3 and SNS that answer nothing, and a body that stops, fail before the function ends', async () => {
  const start = performance.now();
  const secondsOf = async (attempt: Promise<unknown>) => {
    await expect(attempt).rejects.toThrow();
    return (performance.now() - start) / 1000;
  };

  const seconds = await Promise.all([
    secondsOf(read(upload)),
    secondsOf(read({ ...upload, key: 'uploads/stalls' })),
    secondsOf(store(upload, result)),
    secondsOf(notify(upload, { status: 'failure', reason: 'corrupt' })),
  ]);

  expect(seconds.reduce((sum, one) => sum + one)).toBeLessThan(60);
  expect(requests.sort().join(' ')).toBe('GET GET GET GET POST POST POST PUT PUT PUT');
});
