import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteBucketLifecycleCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bucket } from '../../src/infrastructure/resolve/deployment.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { Backend } from '../../src/run/services/backend.ts';
import { type Emulator, startFauxqs } from '../../src/run/services/emulators.ts';
import { Front } from '../../src/run/services/front.ts';
import { type ObjectEvent, s3Event } from '../../src/run/services/s3/notifications.ts';
import { S3 } from '../../src/run/services/s3/s3.ts';

const bucket = (name: string, isVersioned: boolean): Bucket => ({
  id: name,
  stack: 's',
  name,
  arn: `arn:aws:s3:::${name}`,
  isVersioned,
  notifications: [],
  toEventBridge: false,
});

let emulator: Emulator;
let backend: Backend;
let client: S3Client;
const front = new Front();
front.isIssued = (accessKeyId) => accessKeyId === 'x';
let events: ObjectEvent[] = [];

beforeAll(async () => {
  emulator = (await startFauxqs(packageRoot))!;
  backend = new Backend(emulator.url);
  const s3 = new S3(backend, (event) => events.push(event));
  const rule = {
    origins: ['https://*.example.com'],
    methods: ['PUT', 'GET'],
    headers: ['content-*'],
    exposed: ['etag'],
    maxAgeSeconds: 60,
  };
  const shared = { ...bucket('shared', false), cors: [rule] };
  await s3.create([bucket('plain', false), bucket('versioned', true), shared]);
  front.add(['s3'], s3.call);
  await front.start();
  client = new S3Client({
    endpoint: front.url,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
  });
});

afterAll(async () => {
  client.destroy();
  backend.close();
  await front.close();
  await emulator.close();
});

beforeEach(() => {
  events = [];
});

const put = (Key: string, Body: string, more: object = {}) =>
  client.send(new PutObjectCommand({ Bucket: 'plain', Key, Body, ...more }));

async function get(Bucket: string, Key: string, more: object = {}) {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return Body!.transformToString();
}

const names = () => events.map(({ name }) => name);

describe('what belongs to an object', () => {
  it('tags are its own, and neither overwrite nor delete it', async () => {
    const at = { Bucket: 'plain', Key: 'tagged' };
    await put('tagged', 'content', { Tagging: 'a=1' });
    const tags = async () => (await client.send(new GetObjectTaggingCommand(at))).TagSet;
    expect(await tags()).toEqual([{ Key: 'a', Value: '1' }]);
    const TagSet = [{ Key: 'b<', Value: '2 & 3' }];
    await client.send(new PutObjectTaggingCommand({ ...at, Tagging: { TagSet } }));
    expect(await tags()).toEqual(TagSet);
    await client.send(new DeleteObjectTaggingCommand(at));
    expect(await tags()).toEqual([]);
    expect(await get('plain', 'tagged')).toBe('content');
    expect(names()).toEqual(['ObjectCreated:Put', 'ObjectTagging:Put', 'ObjectTagging:Delete']);
    const none = new GetObjectTaggingCommand({ ...at, Key: 'none' });
    await expect(client.send(none)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('other parts are not emulated, and the object stays', async () => {
    const at = { Bucket: 'plain', Key: 'kept' };
    await put('kept', 'content');
    const refused = expect.objectContaining({ name: 'NotImplemented' });
    const acl = client.send(new PutObjectAclCommand({ ...at, ACL: 'private' }));
    await expect(acl).rejects.toEqual(refused);
    await expect(client.send(new GetObjectAclCommand(at))).rejects.toEqual(refused);
    const lifecycle = new DeleteBucketLifecycleCommand({ Bucket: 'plain' });
    await expect(client.send(lifecycle)).rejects.toEqual(refused);
    expect(await get('plain', 'kept')).toBe('content');
    expect(names()).toEqual(['ObjectCreated:Put']);
  });

  it('headers stay with it and its copies, and a link may ask for others', async () => {
    await put('headers', 'content', { CacheControl: 'no-store', ContentDisposition: 'inline' });
    const copy = { Bucket: 'plain', Key: 'copied', CopySource: 'plain/headers' };
    await client.send(new CopyObjectCommand(copy));
    const head = await client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'copied' }));
    expect(head).toMatchObject({ CacheControl: 'no-store', ContentDisposition: 'inline' });
    const asked = { ResponseContentDisposition: 'attachment' };
    const got = new GetObjectCommand({ Bucket: 'plain', Key: 'headers', ...asked });
    expect(await client.send(got)).toMatchObject({ ContentDisposition: 'attachment' });
  });

  it('an upload in parts is whole, with its headers', async () => {
    const at = { Bucket: 'plain', Key: 'parts' };
    const begin = new CreateMultipartUploadCommand({ ...at, CacheControl: 'no-cache' });
    const { UploadId } = await client.send(begin);
    const Parts = [];
    for (const [index, Body] of ['a'.repeat(5 * 1024 * 1024), 'b'].entries()) {
      const part = { ...at, UploadId, PartNumber: index + 1, Body };
      const { ETag, ChecksumCRC32 } = await client.send(new UploadPartCommand(part));
      Parts.push({ ETag, PartNumber: index + 1, ChecksumCRC32: ChecksumCRC32 ?? 'AAAAAA==' });
    }
    const end = { ...at, UploadId, MultipartUpload: { Parts } };
    await client.send(new CompleteMultipartUploadCommand(end));
    const head = await client.send(new HeadObjectCommand(at));
    expect(head).toMatchObject({ ContentLength: 5 * 1024 * 1024 + 1, CacheControl: 'no-cache' });
    expect(events).toMatchObject([
      { name: 'ObjectCreated:CompleteMultipartUpload', size: 5 * 1024 * 1024 + 1 },
    ]);
  });
});

describe('conditional writes', () => {
  it('of writes at the same time that nothing may exist for, one succeeds', async () => {
    const write = (body: string) => put('once', body, { IfNoneMatch: '*' });
    const all = await Promise.allSettled(['a', 'b', 'c', 'd'].map(write));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of all)
      if (each.status === 'rejected') expect(each.reason.name).toBe('PreconditionFailed');
    expect(events).toHaveLength(1);
  });

  it('are for the object that the caller has read', async () => {
    const { ETag } = await put('matched', 'a');
    await put('matched', 'b', { IfMatch: ETag });
    await expect(put('matched', 'c', { IfMatch: ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    await expect(put('missing', 'c', { IfMatch: ETag })).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    expect(await get('plain', 'matched')).toBe('b');
  });
});

describe('versions', () => {
  const at = (Key: string) => ({ Bucket: 'versioned', Key });
  const write = (Key: string, Body: string) =>
    client.send(new PutObjectCommand({ ...at(Key), Body }));

  it('stay readable; a delete marker hides them and can be removed', async () => {
    const { VersionId: first } = await write('v', 'one');
    const { VersionId: second } = await write('v', 'two');
    expect(await get('versioned', 'v', { VersionId: first })).toBe('one');
    const removed = await client.send(new DeleteObjectCommand(at('v')));
    expect(removed).toMatchObject({ DeleteMarker: true });
    await expect(get('versioned', 'v')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await get('versioned', 'v', { VersionId: second })).toBe('two');
    await client.send(new DeleteObjectCommand({ ...at('v'), VersionId: removed.VersionId }));
    expect(await get('versioned', 'v')).toBe('two');
    await client.send(new DeleteObjectCommand({ ...at('v'), VersionId: second }));
    expect(await get('versioned', 'v')).toBe('one');
    const gone = get('versioned', 'v', { VersionId: second });
    await expect(gone).rejects.toMatchObject({ name: 'NoSuchVersion' });
    expect(names()).toEqual([
      'ObjectCreated:Put',
      'ObjectCreated:Put',
      'ObjectRemoved:DeleteMarkerCreated',
      'ObjectRemoved:Delete',
      'ObjectRemoved:Delete',
    ]);
  });

  it('many objects are deleted each as one is', async () => {
    await write('x', '1');
    await write('y & z', '2');
    const Objects = [{ Key: 'x' }, { Key: 'y & z' }];
    const command = new DeleteObjectsCommand({ Bucket: 'versioned', Delete: { Objects } });
    const { Deleted } = await client.send(command);
    expect(Deleted).toMatchObject([
      { Key: 'x', DeleteMarker: true },
      { Key: 'y & z', DeleteMarker: true },
    ]);
    expect(names().slice(2)).toEqual([
      'ObjectRemoved:DeleteMarkerCreated',
      'ObjectRemoved:DeleteMarkerCreated',
    ]);
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'versioned' }));
    expect(Contents.map(({ Key }) => Key)).not.toContain('x');
  });
});

it('keys in notifications are written as in a form', () => {
  const event = { bucket: bucket('b', false), name: 'ObjectCreated:Put', size: 0, etag: '' };
  const keyOf = (key: string) => s3Event({ ...event, key }, 'us-east-1').Records[0]!.s3.object.key;
  expect(keyOf("a b/ü+(1)!'.jpg")).toBe('a+b/%C3%BC%2B%281%29%21%27.jpg');
});

it('a page of an allowed origin may use a signed link, and no other', async () => {
  const link = (name: string) =>
    `${front.url}/${name}/a?X-Amz-Credential=x%2F20240101%2Fus-east-1%2Fs3%2Faws4_request`;
  const ask = (name: string, origin: string, headers = 'content-type') =>
    fetch(link(name), {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': headers,
      },
    });
  const allowed = await ask('shared', 'https://a.example.com');
  expect(allowed.status).toBe(200);
  expect(Object.fromEntries(allowed.headers)).toMatchObject({
    'access-control-allow-origin': 'https://a.example.com',
    'access-control-allow-methods': 'PUT, GET',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '60',
  });
  expect((await ask('shared', 'https://example.org')).status).toBe(403);
  expect((await ask('shared', 'https://a.example.com', 'x-other')).status).toBe(403);
  expect((await ask('plain', 'https://a.example.com')).status).toBe(403);
  const upload = (name: string) =>
    fetch(link(name), {
      method: 'PUT',
      body: 'x',
      headers: { origin: 'https://a.example.com', 'content-type': 'text/plain' },
    });
  const sent = await upload('shared');
  expect([sent.status, sent.headers.get('access-control-allow-origin')]).toEqual([
    200,
    'https://a.example.com',
  ]);
  expect(sent.headers.get('access-control-expose-headers')).toBe('etag');
  expect((await upload('plain')).headers.get('access-control-allow-origin')).toBeNull();
});
