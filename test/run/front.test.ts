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

const send = (method: string, path: string, headers: Record<string, string>) =>
  new Promise<number>((resolve, reject) => {
    request(front.url + path, { method, headers })
      .once('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
      .once('error', reject)
      .end();
  });

const scope = (service: string) => `X-Amz-Credential=x/20240101/us-east-1/${service}/aws4_request`;

const call = (service: string, headers: Record<string, string>) =>
  send('GET', `/b/k?${scope(service)}`, headers);

it('the services answer this machine by its own name, and call nothing for a page of elsewhere', async () => {
  const own = `127.0.0.1:${front.port}`;
  expect(await call('lambda', { host: own })).toBe(200);
  expect(await call('lambda', { host: own, origin: 'https://example.com' })).toBe(403);
  expect(await call('lambda', { host: `example.com:${front.port}` })).toBe(403);
  expect(await call('s3', { host: own, origin: 'http://localhost:5173' })).toBe(200);
  expect(await call('s3', { host: `example.com:${front.port}` })).toBe(403);
});

it('a page of elsewhere follows signed links to objects, and deletes none', async () => {
  const headers = { host: `127.0.0.1:${front.port}`, origin: 'https://example.com' };
  const link = scope('s3');
  const sent = (method: string, path: string) => send(method, path, headers);
  expect(await sent('PUT', `/b/k?${link}`)).toBe(200);
  expect(await sent('POST', `/b/k?uploads&${link}`)).toBe(200);
  expect(await sent('POST', `/b/k?uploadId=1&${link}`)).toBe(200);
  expect(await sent('POST', '/b?delete')).toBe(403);
  expect(await sent('POST', `/b?delete&${link}`)).toBe(403);
  expect(await sent('POST', `/b?delete&uploads&${link}`)).toBe(403);
  expect(await sent('GET', '/b/k')).toBe(403);
});
