import type { Bucket } from '../../../infrastructure/resolve/deployment.ts';
import type { Backend } from '../backend.ts';
import type { Call, Reply, Service } from '../call.ts';
import { Turns } from '../locks.ts';
import type { KeptObjects } from '../persist/kept-objects.ts';
import {
  type Attributes,
  attributesOf,
  copiedAttributes,
  NO_ATTRIBUTES,
  tagsIn,
  withAttributes,
  xmlOfTags,
} from './attributes.ts';
import { conditionFailure, isConditional } from './conditions.ts';
import { deleteObjects } from './delete-objects.ts';
import { Emulated, ownS3Call } from './emulated.ts';
import type { ObjectEvent } from './notifications.ts';
import {
  elementsIn,
  emptyReply,
  errorXml,
  notEmulated,
  type Place,
  pathOf,
  placeOf,
  plainParts,
  xmlReply,
} from './request.ts';
import { Versions, versionHeaders } from './versions.ts';

/** An object that a run begins with. */
export interface Seed {
  readonly body: Buffer;
  readonly contentType?: string;
  readonly versionId?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

export type OnObject = (event: ObjectEvent, accessKeyId: string) => void;

/** What a call that writes an object is in notifications; undefined for another call. */
function writes({ method, headers }: Call, { query }: Place): string | undefined {
  if (method === 'POST')
    return query.has('uploadId') ? 'ObjectCreated:CompleteMultipartUpload' : undefined;
  if (method !== 'PUT' || query.has('partNumber')) return undefined;
  return headers['x-amz-copy-source'] ? 'ObjectCreated:Copy' : 'ObjectCreated:Put';
}

const idOf = ({ bucket, key }: Pick<Place, 'bucket' | 'key'>) => `${bucket}/${key}`;

/** The object that a copy is made of, as `bucket/key`. */
const sourceOf = ({ headers }: Call) =>
  decodeURIComponent(String(headers['x-amz-copy-source'] ?? '')).replace(/^\//, '');

/** The emulated S3 with what it lacks: notifications, versions, tags, conditions of writes, and headers that objects keep. */
export class S3 {
  readonly #emulated: Emulated;
  readonly #onObject: OnObject;
  readonly #kept: KeptObjects | undefined;
  readonly #turns = new Turns();
  readonly #attributes = new Map<string, Attributes>();
  /** Of uploads in parts, by their id. */
  readonly #uploads = new Map<string, Attributes>();
  readonly #versions = new Versions();
  #buckets = new Map<string, Bucket>();

  constructor(backend: Backend, onObject: OnObject, kept?: KeptObjects) {
    this.#emulated = new Emulated(backend);
    this.#onObject = onObject;
    this.#kept = kept;
  }

  async create(buckets: readonly Bucket[]): Promise<void> {
    const isNew = buckets.map(({ name }) => !this.#buckets.has(name));
    this.#buckets = new Map(buckets.map((bucket) => [bucket.name, bucket]));
    await Promise.all(buckets.map(({ name }) => this.#emulated.createBucket(name)));
    await Promise.all(buckets.filter((_, n) => isNew[n]).map((bucket) => this.#restore(bucket)));
  }

  async #restore({ name, isVersioned }: Bucket): Promise<void> {
    for (const { key, headers, body } of this.#kept?.read(name) ?? []) {
      await this.#emulated.put({ bucket: name, key }, body, headers);
      const object = idOf({ bucket: name, key });
      this.#attributes.set(object, attributesOf({ headers }));
      if (isVersioned) this.#versions.add(object, await this.get(name, key));
    }
  }

  async #keep({ bucket, key }: Place): Promise<void> {
    if (!this.#kept) return;
    const reply = await this.get(bucket, key);
    if (reply.status === 200) this.#kept.write(bucket, key, reply);
    else this.#kept.remove(bucket, key);
  }

  readonly call: Service = async (call) => {
    const unknown = notEmulated(call);
    if (unknown) return errorXml('NotImplemented', `Not emulated locally: S3, ${unknown}`, 501);
    const place = placeOf(call.url);
    if (call.method === 'POST' && place.query.has('delete'))
      return deleteObjects(call, place, this.call);
    if (call.method === 'GET' && place.query.has('location'))
      return xmlReply('<LocationConstraint/>');
    if (!place.key) return this.#emulated.forward(call);
    return this.#turns.run(idOf(place), () => this.#object(call, place));
  };

  #object(call: Call, place: Place): Promise<Reply> {
    const { method } = call;
    const { query } = place;
    if (query.has('tagging')) return this.#tagging(call, place);
    if (method === 'GET' || method === 'HEAD') return this.#read(call, place);
    const name = writes(call, place);
    if (name) return this.#write(call, place, name);
    if (method === 'POST' && query.has('uploads')) return this.#beginUpload(call);
    if (method === 'DELETE' && !query.has('uploadId')) return this.#remove(call, place);
    return this.#emulated.forward(call);
  }

  async #read(call: Call, place: Place): Promise<Reply> {
    const object = idOf(place);
    const versionId = place.query.get('versionId');
    if (versionId && this.#buckets.has(place.bucket)) return this.#versions.read(object, versionId);
    const version = this.#versions.latest(object);
    const reply = await this.#emulated.forward(call);
    const headers = { ...reply.headers, ...(version && versionHeaders(version)) };
    if (reply.status >= 300) return { ...reply, headers };
    return withAttributes({ ...reply, headers }, this.#attributesOf(object), place.query);
  }

  #attributesOf = (object: string) => this.#attributes.get(object) ?? NO_ATTRIBUTES;

  async #tagging({ method, body, accessKeyId }: Call, place: Place): Promise<Reply> {
    const object = idOf(place);
    const { etag } = await this.#emulated.head(place);
    if (etag === undefined) return errorXml('NoSuchKey', 'The specified key does not exist.', 404);
    const { headers, tags: old } = this.#attributesOf(object);
    if (method === 'GET') return xmlReply(xmlOfTags(old));
    const tags = method === 'PUT' ? tagsIn(body.toString('utf8')) : [];
    this.#attributes.set(object, { headers, tags });
    this.#tell(place, method === 'PUT' ? 'ObjectTagging:Put' : 'ObjectTagging:Delete', accessKeyId);
    return emptyReply(method === 'PUT' ? 200 : 204);
  }

  async #beginUpload(call: Call): Promise<Reply> {
    const reply = await this.#emulated.forward(call);
    const [id] = elementsIn(reply.body.toString('utf8'), 'UploadId');
    if (id) this.#uploads.set(id, attributesOf(call));
    return reply;
  }

  async #write(call: Call, place: Place, name: string): Promise<Reply> {
    const uploadId = place.query.get('uploadId');
    if (isConditional(call)) {
      const refused = conditionFailure(call, (await this.#emulated.head(place)).etag);
      if (refused) return refused;
    }
    const { 'if-match': _, 'if-none-match': __, ...headers } = call.headers;
    const body = uploadId
      ? Buffer.from(plainParts(call.body.toString('utf8')).join(''))
      : call.body;
    const reply = await this.#emulated.forward({ ...call, headers, body });
    if (reply.status >= 300) return reply;
    this.#attributes.set(idOf(place), this.#written(call, uploadId));
    const version = await this.#addVersion(place);
    await this.#keep(place);
    const { size, etag } = await this.#emulated.head(place);
    this.#tell(place, name, call.accessKeyId, { size, etag, versionId: version?.id });
    return { ...reply, headers: { ...reply.headers, ...(version && versionHeaders(version)) } };
  }

  #written(call: Call, uploadId: string | null): Attributes {
    if (uploadId) {
      const attributes = this.#uploads.get(uploadId);
      this.#uploads.delete(uploadId);
      return attributes ?? NO_ATTRIBUTES;
    }
    return call.headers['x-amz-copy-source']
      ? copiedAttributes(call, this.#attributesOf(sourceOf(call)))
      : attributesOf(call);
  }

  async #addVersion({ bucket, key }: Place) {
    if (!this.#buckets.get(bucket)?.isVersioned) return undefined;
    return this.#versions.add(idOf({ bucket, key }), await this.get(bucket, key));
  }

  async #remove(call: Call, place: Place): Promise<Reply> {
    if (isConditional(call)) {
      const refused = conditionFailure(call, (await this.#emulated.head(place)).etag);
      if (refused) return refused;
    }
    const versionId = place.query.get('versionId');
    if (versionId) return this.#removeVersion(call, place, versionId);
    const reply = await this.#forget(place);
    if (reply.status >= 300) return reply;
    const isVersioned = this.#buckets.get(place.bucket)?.isVersioned;
    const marker = isVersioned ? this.#versions.add(idOf(place), undefined) : undefined;
    const name = marker ? 'ObjectRemoved:DeleteMarkerCreated' : 'ObjectRemoved:Delete';
    this.#tell(place, name, call.accessKeyId, { versionId: marker?.id });
    return { ...reply, headers: { ...reply.headers, ...(marker && versionHeaders(marker)) } };
  }

  /** Takes an object out of the emulator. */
  async #forget(place: Place): Promise<Reply> {
    const reply = await this.#emulated.delete(place);
    this.#attributes.delete(idOf(place));
    await this.#keep(place);
    return reply;
  }

  /** Removes a version for good; what is then the newest is the object. */
  async #removeVersion({ accessKeyId }: Call, place: Place, versionId: string): Promise<Reply> {
    const object = idOf(place);
    const version = this.#versions.find(object, versionId);
    if (!version) return emptyReply(204, { 'x-amz-version-id': versionId });
    const isNewest = this.#versions.latest(object) === version;
    this.#versions.remove(object, version);
    if (isNewest) await this.#bringBack(place, this.#versions.latest(object)?.content);
    this.#tell(place, 'ObjectRemoved:Delete', accessKeyId, { versionId });
    return emptyReply(204, versionHeaders(version));
  }

  async #bringBack(place: Place, content: Reply | undefined): Promise<void> {
    if (!content) return void (await this.#forget(place));
    const headers = content.headers as Call['headers'];
    const { 'content-encoding': _, 'content-length': __, ...sent } = headers;
    await this.#emulated.put(place, content.body, sent);
    this.#attributes.set(idOf(place), attributesOf({ headers }));
    await this.#keep(place);
  }

  #tell(
    { bucket: name, key }: Place,
    event: string,
    accessKeyId: string,
    {
      size = 0,
      etag = '',
      versionId,
    }: {
      size?: number | undefined;
      etag?: string | undefined;
      versionId?: string | undefined;
    } = {},
  ): void {
    const bucket = this.#buckets.get(name);
    if (!bucket) return;
    const object = { size, etag: etag.replaceAll('"', ''), versionId };
    this.#onObject({ bucket, key, name: event, ...object }, accessKeyId);
  }

  /** Puts an object as a client of the API would. */
  put = (bucket: string, key: string, body: Buffer, contentType: string) =>
    this.call(ownS3Call('PUT', pathOf(bucket, key), body, { 'content-type': contentType }));

  /** Puts an object where there is none of that key, as the version that it names, and notifies nobody. */
  async seed(bucket: string, key: string, { body, versionId, ...more }: Seed): Promise<void> {
    const place = { bucket, key };
    const object = idOf(place);
    if ((await this.#emulated.head(place)).etag !== undefined) return;
    const own = Object.entries(more.metadata ?? {}).map(([name, value]) => [
      `x-amz-meta-${name}`,
      value,
    ]);
    const headers = {
      'content-type': more.contentType ?? 'application/octet-stream',
      ...Object.fromEntries(own),
    };
    await this.#emulated.put(place, body, headers);
    this.#attributes.set(object, attributesOf({ headers }));
    if (this.#buckets.get(bucket)?.isVersioned)
      this.#versions.add(object, await this.get(bucket, key), versionId);
  }

  /** An object as `GetObject` gives it. */
  get = (bucket: string, key: string) => {
    const url = pathOf(bucket, key);
    return this.#read(ownS3Call('GET', url), placeOf(url));
  };

  list = (bucket: string) => this.#emulated.list(bucket);
}
