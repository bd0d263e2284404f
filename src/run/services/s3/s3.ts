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
  xmlOfTags,
} from './attributes.ts';
import { conditionFailure, isConditional, noSuchKey } from './conditions.ts';
import { preflight, withCors } from './cors.ts';
import { deleteObjects } from './delete-objects.ts';
import { ownS3Call } from './emulated.ts';
import type { ObjectEvent } from './notifications.ts';
import { Objects, type Seed } from './objects.ts';
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
import { versionHeaders } from './versions.ts';

export type OnObject = (event: ObjectEvent, accessKeyId: string) => void;

/** What a notification says of an object beside its place; the size is in bytes. */
interface Described {
  readonly size?: number | undefined;
  readonly etag?: string | undefined;
  readonly versionId?: string | undefined;
}

/** The name that notifications have for a call that writes an object; undefined for other calls. */
function writes({ method, headers }: Call, { query }: Place): string | undefined {
  if (method === 'POST')
    return query.has('uploadId') ? 'ObjectCreated:CompleteMultipartUpload' : undefined;
  if (method !== 'PUT' || query.has('partNumber')) return undefined;
  return headers['x-amz-copy-source'] ? 'ObjectCreated:Copy' : 'ObjectCreated:Put';
}

/** The object that a copy is made of. */
const sourceOf = ({ headers }: Call): Place =>
  placeOf(`/${String(headers['x-amz-copy-source'] ?? '').replace(/^\//, '')}`);

const withVersion = (reply: Reply, version: Parameters<typeof versionHeaders>[0] | undefined) => ({
  ...reply,
  headers: { ...reply.headers, ...(version && versionHeaders(version)) },
});

/** The API of S3 on the emulated objects, with what the emulator lacks: notifications, tags and conditions of writes. */
export class S3 {
  readonly #objects: Objects;
  readonly #onObject: OnObject;
  readonly #turns = new Turns();
  /** Of uploads in parts, by their id. */
  readonly #uploads = new Map<string, Attributes>();

  constructor(backend: Backend, onObject: OnObject, kept?: KeptObjects) {
    this.#objects = new Objects(backend, kept);
    this.#onObject = onObject;
  }

  create = (buckets: readonly Bucket[]): Promise<void> => this.#objects.create(buckets);

  readonly call: Service = async (call) => {
    const { cors = [] } = this.#objects.bucketOf(placeOf(call.url)) ?? {};
    if (call.method === 'OPTIONS') return preflight(call, cors);
    return withCors(call, cors, await this.#answer(call));
  };

  async #answer(call: Call): Promise<Reply> {
    const unknown = notEmulated(call);
    if (unknown) return errorXml('NotImplemented', `Not emulated locally: S3, ${unknown}`, 501);
    const place = placeOf(call.url);
    if (call.method === 'POST' && place.query.has('delete'))
      return deleteObjects(call, place, this.call);
    if (call.method === 'GET' && place.query.has('location'))
      return xmlReply('<LocationConstraint/>');
    if (!place.key) return this.#objects.forward(call);
    return this.#turns.run(`${place.bucket}/${place.key}`, () => this.#object(call, place));
  }

  #object(call: Call, place: Place): Promise<Reply> {
    const { method } = call;
    const { query } = place;
    if (query.has('tagging')) return this.#tagging(call, place);
    if (method === 'GET' || method === 'HEAD') return this.#objects.read(call, place);
    const name = writes(call, place);
    if (name) return this.#write(call, place, name);
    if (method === 'POST' && query.has('uploads')) return this.#beginUpload(call);
    if (method === 'DELETE' && !query.has('uploadId')) return this.#remove(call, place);
    return this.#objects.forward(call);
  }

  async #tagging({ method, body, accessKeyId }: Call, place: Place): Promise<Reply> {
    const { etag } = await this.#objects.head(place);
    if (etag === undefined) return noSuchKey();
    const { headers, tags: old } = this.#objects.attributesOf(place);
    if (method === 'GET') return xmlReply(xmlOfTags(old));
    const tags = method === 'PUT' ? tagsIn(body.toString('utf8')) : [];
    this.#objects.setAttributes(place, { headers, tags });
    this.#tell(place, method === 'PUT' ? 'ObjectTagging:Put' : 'ObjectTagging:Delete', accessKeyId);
    return emptyReply(method === 'PUT' ? 200 : 204);
  }

  async #beginUpload(call: Call): Promise<Reply> {
    const reply = await this.#objects.forward(call);
    const [id] = elementsIn(reply.body.toString('utf8'), 'UploadId');
    if (id) this.#uploads.set(id, attributesOf(call));
    return reply;
  }

  /** The answer to a conditional write whose condition does not hold; undefined for another one. */
  async #refused(call: Call, place: Place): Promise<Reply | undefined> {
    if (!isConditional(call)) return undefined;
    return conditionFailure(call, (await this.#objects.head(place)).etag);
  }

  async #write(call: Call, place: Place, name: string): Promise<Reply> {
    const refused = await this.#refused(call, place);
    if (refused) return refused;
    const uploadId = place.query.get('uploadId');
    const { 'if-match': _, 'if-none-match': __, ...headers } = call.headers;
    const body = uploadId
      ? Buffer.from(plainParts(call.body.toString('utf8')).join(''))
      : call.body;
    const reply = await this.#objects.forward({ ...call, headers, body });
    if (reply.status >= 300) return reply;
    const version = await this.#objects.written(place, this.#attributesFor(call, uploadId));
    const { size, etag } = await this.#objects.head(place);
    this.#tell(place, name, call.accessKeyId, { size, etag, versionId: version?.id });
    return withVersion(reply, version);
  }

  /** The attributes of what a call writes. */
  #attributesFor(call: Call, uploadId: string | null): Attributes {
    if (uploadId) {
      const attributes = this.#uploads.get(uploadId);
      this.#uploads.delete(uploadId);
      return attributes ?? NO_ATTRIBUTES;
    }
    return call.headers['x-amz-copy-source']
      ? copiedAttributes(call, this.#objects.attributesOf(sourceOf(call)))
      : attributesOf(call);
  }

  async #remove(call: Call, place: Place): Promise<Reply> {
    const refused = await this.#refused(call, place);
    if (refused) return refused;
    const versionId = place.query.get('versionId');
    if (versionId) return this.#removeVersion(call, place, versionId);
    const { reply, marker } = await this.#objects.remove(place);
    if (reply.status >= 300) return reply;
    const name = marker ? 'ObjectRemoved:DeleteMarkerCreated' : 'ObjectRemoved:Delete';
    this.#tell(place, name, call.accessKeyId, { versionId: marker?.id });
    return withVersion(reply, marker);
  }

  async #removeVersion({ accessKeyId }: Call, place: Place, versionId: string): Promise<Reply> {
    const version = await this.#objects.removeVersion(place, versionId);
    if (!version) return emptyReply(204, { 'x-amz-version-id': versionId });
    this.#tell(place, 'ObjectRemoved:Delete', accessKeyId, { versionId });
    return emptyReply(204, versionHeaders(version));
  }

  #tell(place: Place, name: string, accessKeyId: string, described: Described = {}): void {
    const bucket = this.#objects.bucketOf(place);
    if (!bucket) return;
    const { size = 0, etag = '', versionId } = described;
    const object = { key: place.key, size, etag: etag.replaceAll('"', ''), versionId };
    this.#onObject({ bucket, name, ...object }, accessKeyId);
  }

  /** Puts an object as a client of the API would. */
  put = (bucket: string, key: string, body: Buffer, contentType: string) =>
    this.call(ownS3Call('PUT', pathOf(bucket, key), body, { 'content-type': contentType }));

  seed = (bucket: string, key: string, seed: Seed) => this.#objects.seed(bucket, key, seed);

  list = (bucket: string) => this.#objects.list(bucket);
}
