import type { Bucket } from '../../../infrastructure/resolve/deployment.ts';
import type { Backend } from '../backend.ts';
import type { Call, Reply } from '../call.ts';
import type { KeptObjects } from '../persist/kept-objects.ts';
import { type Attributes, attributesOf, NO_ATTRIBUTES, withAttributes } from './attributes.ts';
import { Emulated, ownS3Call } from './emulated.ts';
import { type Place, pathOf, placeOf } from './request.ts';
import { type Version, Versions, versionHeaders } from './versions.ts';

/** An object that a run begins with. */
export interface Seed {
  readonly body: Buffer;
  readonly contentType?: string;
  readonly versionId?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

export type At = Pick<Place, 'bucket' | 'key'>;

const idOf = ({ bucket, key }: At) => `${bucket}/${key}`;

const metadataHeaders = (metadata: Seed['metadata'] = {}) =>
  Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value] as const),
  );

/** The objects of the emulated S3, with the attributes and versions that it lacks, and kept for the next run if asked. */
export class Objects {
  readonly #emulated: Emulated;
  readonly #kept: KeptObjects | undefined;
  readonly #attributes = new Map<string, Attributes>();
  readonly #versions = new Versions();
  #buckets = new Map<string, Bucket>();

  constructor(backend: Backend, kept?: KeptObjects) {
    this.#emulated = new Emulated(backend);
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
      const at = { bucket: name, key };
      await this.#emulated.put(at, body, headers);
      this.setAttributes(at, attributesOf({ headers }));
      if (isVersioned) this.#versions.add(idOf(at), await this.get(name, key));
    }
  }

  bucketOf = ({ bucket }: At): Bucket | undefined => this.#buckets.get(bucket);

  forward = (call: Call) => this.#emulated.forward(call);

  head = (at: At) => this.#emulated.head(at);

  list = (bucket: string) => this.#emulated.list(bucket);

  attributesOf = (at: At) => this.#attributes.get(idOf(at)) ?? NO_ATTRIBUTES;

  setAttributes = (at: At, attributes: Attributes) => this.#attributes.set(idOf(at), attributes);

  /** What S3 answers to a call that reads an object or a version of one. */
  async read(call: Call, place: Place): Promise<Reply> {
    const versionId = place.query.get('versionId');
    if (versionId && this.bucketOf(place)) return this.#versions.read(idOf(place), versionId);
    const version = this.#versions.latest(idOf(place));
    const reply = await this.forward(call);
    const headers = { ...reply.headers, ...(version && versionHeaders(version)) };
    if (reply.status >= 300) return { ...reply, headers };
    return withAttributes({ ...reply, headers }, this.attributesOf(place), place.query);
  }

  /** An object as `GetObject` gives it. */
  get = (bucket: string, key: string) => {
    const url = pathOf(bucket, key);
    return this.read(ownS3Call('GET', url), placeOf(url));
  };

  /** Records what a call has just written; the version that this is, in a bucket that has them. */
  async written(at: At, attributes: Attributes): Promise<Version | undefined> {
    this.setAttributes(at, attributes);
    const version = await this.#addVersion(at);
    await this.#keep(at);
    return version;
  }

  async #addVersion(at: At, id?: string): Promise<Version | undefined> {
    if (!this.bucketOf(at)?.isVersioned) return undefined;
    return this.#versions.add(idOf(at), await this.get(at.bucket, at.key), id);
  }

  async #keep({ bucket, key }: At): Promise<void> {
    if (!this.#kept) return;
    const reply = await this.get(bucket, key);
    if (reply.status === 200) this.#kept.write(bucket, key, reply);
    else this.#kept.remove(bucket, key);
  }

  /** Deletes an object; with the marker that stays in its place where the bucket has versions. */
  async remove(at: At): Promise<{ reply: Reply; marker?: Version | undefined }> {
    const reply = await this.#forget(at);
    if (reply.status >= 300 || !this.bucketOf(at)?.isVersioned) return { reply };
    return { reply, marker: this.#versions.add(idOf(at), undefined) };
  }

  /** Takes an object out of the emulator. */
  async #forget(at: At): Promise<Reply> {
    const reply = await this.#emulated.delete(at);
    this.#attributes.delete(idOf(at));
    await this.#keep(at);
    return reply;
  }

  /** Removes a version for good; what is then the newest is the object. Undefined where there is none. */
  async removeVersion(at: At, versionId: string): Promise<Version | undefined> {
    const object = idOf(at);
    const version = this.#versions.find(object, versionId);
    if (!version) return undefined;
    const isNewest = this.#versions.latest(object) === version;
    this.#versions.remove(object, version);
    if (isNewest) await this.#bringBack(at, this.#versions.latest(object)?.content);
    return version;
  }

  async #bringBack(at: At, content: Reply | undefined): Promise<void> {
    if (!content) return void (await this.#forget(at));
    const headers = content.headers as Call['headers'];
    const { 'content-encoding': _, 'content-length': __, ...sent } = headers;
    await this.#emulated.put(at, content.body, sent);
    this.setAttributes(at, attributesOf({ headers }));
    await this.#keep(at);
  }

  /** Puts an object where there is none of that key, as the version that it names, and notifies nobody. */
  async seed(bucket: string, key: string, { body, versionId, ...more }: Seed): Promise<void> {
    const at = { bucket, key };
    if ((await this.head(at)).etag !== undefined) return;
    const headers = {
      'content-type': more.contentType ?? 'application/octet-stream',
      ...metadataHeaders(more.metadata),
    };
    await this.#emulated.put(at, body, headers);
    this.setAttributes(at, attributesOf({ headers }));
    await this.#addVersion(at, versionId);
  }
}
