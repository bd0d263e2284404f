import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Front } from '../../src/run/services/front.ts';

const front = new Front();

beforeAll(async () => {
  front.add(['lambda', 's3'], async ({ service }) => ({
    status: 200,
    headers: {},
    body: Buffer.from(service),
  }));
  await front.start();
});
afterAll(() => front.close());

const call = (service: string, headers: Record<string, string>) =>
  new Promise<number>((resolve, reject) => {
    const scope = `x/20240101/us-east-1/${service}/aws4_request`;
    request(`${front.url}/?X-Amz-Credential=${scope}`, { method: 'POST', headers })
      .once('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
      .once('error', reject)
      .end();
  });

it('the services answer this machine by its own name, and call nothing for a page of elsewhere', async () => {
  const own = `127.0.0.1:${front.port}`;
  expect(await call('lambda', { host: own })).toBe(200);
  expect(await call('lambda', { host: own, origin: 'https://example.com' })).toBe(403);
  expect(await call('lambda', { host: `example.com:${front.port}` })).toBe(403);
  expect(await call('s3', { host: own, origin: 'http://localhost:5173' })).toBe(200);
  expect(await call('s3', { host: `example.com:${front.port}` })).toBe(403);
});
