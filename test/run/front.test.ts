import { request } from 'node:http';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { Session } from '../../src/run/core/session.ts';
import { Front } from '../../src/run/services/front.ts';
import { plainTemplate, project } from './project.ts';

const front = new Front();
front.isIssued = (accessKeyId) => accessKeyId === 'x';

beforeAll(async () => {
  front.add(['lambda', 's3'], async ({ service }) => ({
    status: 200,
    headers: {},
    body: Buffer.from(service),
  }));
  await front.start();
});
afterAll(() => front.close());

const send = (method: string, path: string, headers: Record<string, string>, to = front.url) =>
  new Promise<number>((resolve, reject) => {
    request(to + path, { method, headers })
      .once('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
      .once('error', reject)
      .end();
  });

const scope = (service: string, key = 'x') =>
  `X-Amz-Credential=${key}/20240101/us-east-1/${service}/aws4_request`;

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

it('a signed link counts where a function of the run has its access key', async () => {
  const root = project({
    'template.yaml': `${plainTemplate(['Keys'])}  Photos: { Type: AWS::S3::Bucket, Properties: { BucketName: photos } }\n`,
    'keys.js': 'exports.handler = async () => process.env.AWS_ACCESS_KEY_ID;',
  });
  const session = await Session.open({ root, parameters: {}, apiPort: 0 });
  onTestFinished(() => session.close());
  const keyOf = async () => {
    const [fn] = session.deployment.functions;
    const { result } = await session.runtime.invoke(fn!, '{}', session.activity.fresh('invoke'));
    return JSON.parse(result!) as string;
  };
  const key = await keyOf();
  session.pool.clear();
  expect(await keyOf()).not.toBe(key);
  const headers = { origin: 'https://example.com' };
  const get = (by: string) =>
    send('GET', `/photos/k?${scope('s3', by)}`, headers, session.front.url);
  expect(await get(key)).toBe(404);
  expect(await get('x')).toBe(403);
  expect(await get('LOCAL00000000001')).toBe(403);
});
