import { createHash, randomBytes } from 'node:crypto';
import type { Bucket } from '../../infrastructure/resolve/deployment.ts';
import type { Backend } from './backend.ts';
import { authorization, type Call, OWN_KEY, type Reply, type Service, textReply } from './call.ts';
import type { KeptObjects } from './persist/kept-objects.ts';

/** Something that happened to an object. */
export interface ObjectEvent {
  readonly bucket: Bucket;
  readonly key: string;
  /** `ObjectCreated:Put`. */
  readonly name: string;
  readonly size: number;
  readonly etag: string;
  readonly versionId?: string | undefined;
}

export type OnObject = (event: ObjectEvent, accessKeyId: string) => void;

export interface StoredObject {
  readonly key: string;
  readonly size: number;
}

/** An object that a run begins with. */
export interface Seed {
  readonly body: Buffer;
  readonly contentType?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

const xmlText = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

const PRECONDITION =
  '<Error><Code>PreconditionFailed</Code><Message>At least one of the pre-conditions you specified did not hold</Message></Error>';

function placeOf(url: string): { bucket: string; key: string; query: URLSearchParams } {
  // Not as a URL, which would resolve the `..` of a key
  const [path = '', query] = url.split('?');
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/.exec(path) ?? [];
  return { bucket, key: decodeURIComponent(key), query: new URLSearchParams(query) };
}

/** What a call that succeeded did to an object. */
function eventName({ method, headers, url }: Call): string | undefined {
  const { key, query } = placeOf(url);
  if (!key) return undefined;
  if (method === 'DELETE') return query.has('uploadId') ? undefined : 'ObjectRemoved:Delete';
  if (method === 'POST')
    return query.has('uploadId') ? 'ObjectCreated:CompleteMultipartUpload' : undefined;
  if (method !== 'PUT' || query.has('partNumber') || query.has('tagging') || query.has('acl'))
    return undefined;
  return headers['x-amz-copy-source'] ? 'ObjectCreated:Copy' : 'ObjectCreated:Put';
}

/** The emulated S3 with what it lacks: notifications, version ids, and `If-None-Match` where one writes. */
export class S3 {
  readonly #backend: Backend;
  readonly #onObject: OnObject;
  readonly #kept: KeptObjects | undefined;
  #buckets = new Map<string, Bucket>();

  constructor(backend: Backend, onObject: OnObject, kept?: KeptObjects) {
    this.#backend = backend;
    this.#onObject = onObject;
    this.#kept = kept;
  }

  #own = (
    method: string,
    url: string,
    body: Buffer = Buffer.alloc(0),
    headers: Call['headers'] = {},
  ): Call => ({
    service: 's3',
    region: 'us-east-1',
    accessKeyId: OWN_KEY,
    method,
    url,
    headers: { authorization: authorization('s3', 'us-east-1'), ...headers },
    body,
  });

  async create(buckets: readonly Bucket[]): Promise<void> {
    const isNew = buckets.map(({ name }) => !this.#buckets.has(name));
    this.#buckets = new Map(buckets.map((bucket) => [bucket.name, bucket]));
    await Promise.all(buckets.map(({ name }) => this.#backend.call(this.#own('PUT', `/${name}`))));
    await Promise.all(buckets.filter((_, n) => isNew[n]).map(({ name }) => this.#restore(name)));
  }

  async #restore(bucket: string): Promise<void> {
    for (const { key, headers, body } of this.#kept?.read(bucket) ?? [])
      await this.#backend.call(this.#own('PUT', pathOf(bucket, key), body, headers));
  }

  async #keep(bucket: string, key: string, isThere: boolean): Promise<void> {
    if (isThere) this.#kept?.write(bucket, key, await this.get(bucket, key));
    else this.#kept?.remove(bucket, key);
  }

  readonly call: Service = async (call) => {
    if (await this.#isProtected(call)) return textReply(PRECONDITION, 412, 'application/xml');
    const removed =
      call.method === 'POST' && placeOf(call.url).query.has('delete') ? keysIn(call) : [];
    const reply = await this.#backend.call(call);
    return reply.status < 300 ? await this.#observed(call, reply, removed) : reply;
  };

  /** The emulator overwrites what `If-None-Match: *` protects. */
  async #isProtected({ method, headers, url }: Call): Promise<boolean> {
    if (method !== 'PUT' || headers['if-none-match'] !== '*') return false;
    return (await this.#backend.call(this.#own('HEAD', url.split('?')[0]!))).status === 200;
  }

  async #observed(call: Call, reply: Reply, removed: readonly string[]): Promise<Reply> {
    const place = placeOf(call.url);
    const bucket = this.#buckets.get(place.bucket);
    const name = eventName(call);
    if (!bucket) return reply;
    for (const key of removed) {
      await this.#keep(place.bucket, key, false);
      this.#tell(call, bucket, key, 'ObjectRemoved:Delete', undefined);
    }
    if (!name) return reply;
    if (this.#kept) await this.#keep(place.bucket, place.key, name.startsWith('ObjectCreated'));
    const versionId = bucket.isVersioned ? randomBytes(16).toString('hex') : undefined;
    const stored = name.startsWith('ObjectCreated')
      ? await this.#head(place.bucket, place.key)
      : undefined;
    this.#tell(call, bucket, place.key, name, versionId, stored);
    return {
      ...reply,
      headers: { ...reply.headers, ...(versionId && { 'x-amz-version-id': versionId }) },
    };
  }

  #tell(
    { accessKeyId }: Call,
    bucket: Bucket,
    key: string,
    name: string,
    versionId: string | undefined,
    stored: { size: number; etag: string } = { size: 0, etag: '' },
  ): void {
    this.#onObject({ bucket, key, name, versionId, ...stored }, accessKeyId);
  }

  async #head(bucket: string, key: string): Promise<{ size: number; etag: string }> {
    const { headers } = await this.#backend.call(this.#own('HEAD', pathOf(bucket, key)));
    return {
      size: Number(headers['content-length'] ?? 0),
      etag: String(headers.etag ?? '').replaceAll('"', ''),
    };
  }

  /** Puts an object as a client of the API would. */
  put = (bucket: string, key: string, body: Buffer, contentType: string) =>
    this.call(this.#own('PUT', pathOf(bucket, key), body, { 'content-type': contentType }));

  /** Puts an object where there is none of that key, and notifies nobody. */
  async seed(
    bucket: string,
    key: string,
    { body, contentType = 'application/octet-stream', metadata = {} }: Seed,
  ): Promise<void> {
    const path = pathOf(bucket, key);
    if ((await this.#backend.call(this.#own('HEAD', path))).status === 200) return;
    const own = Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]);
    const headers = { 'content-type': contentType, ...Object.fromEntries(own) };
    await this.#backend.call(this.#own('PUT', path, body, headers));
  }

  get = (bucket: string, key: string) => this.#backend.call(this.#own('GET', pathOf(bucket, key)));

  async list(bucket: string): Promise<readonly StoredObject[]> {
    const reply = await this.#backend.call(this.#own('GET', `/${bucket}?list-type=2&max-keys=100`));
    const xml = reply.body.toString('utf8');
    return [...xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)].map(([, each]) => ({
      key: xmlText(/<Key>([\s\S]*?)<\/Key>/.exec(each!)?.[1] ?? ''),
      size: Number(/<Size>(\d+)<\/Size>/.exec(each!)?.[1] ?? 0),
    }));
  }
}

const pathOf = (bucket: string, key: string) =>
  `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;

const keysIn = ({ body }: Call) =>
  [...body.toString('utf8').matchAll(/<Key>([\s\S]*?)<\/Key>/g)].map(([, key]) => xmlText(key!));

/** Keys in notifications are written as in a form: a blank is a plus. */
const formKey = (key: string) =>
  key
    .split('/')
    .map((part) => encodeURIComponent(part).replaceAll('%20', '+'))
    .join('/');

const sequencer = () =>
  createHash('sha256')
    .update(String(process.hrtime.bigint()))
    .digest('hex')
    .slice(0, 16)
    .toUpperCase();

/** The notification that S3 sends of an event. */
export const s3Event = (
  { bucket, key, name, size, etag, versionId }: ObjectEvent,
  region: string,
) => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: region,
      eventTime: new Date().toISOString(),
      eventName: name,
      userIdentity: { principalId: 'local' },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: { 'x-amz-request-id': 'local', 'x-amz-id-2': 'local' },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: 'local',
        bucket: { name: bucket.name, ownerIdentity: { principalId: 'local' }, arn: bucket.arn },
        object: {
          key: formKey(key),
          ...(name.startsWith('ObjectCreated') && { size, eTag: etag }),
          ...(versionId && { versionId }),
          sequencer: sequencer(),
        },
      },
    },
  ],
});

/** Whether a bucket's notification is for an event: `s3:ObjectCreated:*` is for all that create. */
export const isNotified = (
  { events, prefix, suffix }: Bucket['notifications'][number],
  { name, key }: Pick<ObjectEvent, 'name' | 'key'>,
) =>
  key.startsWith(prefix) &&
  key.endsWith(suffix) &&
  events.some((event) => {
    const wanted = event.replace(/^s3:/, '');
    return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : wanted === name;
  });
