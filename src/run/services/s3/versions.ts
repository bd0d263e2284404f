import { randomBytes } from 'node:crypto';
import type { Reply } from '../call.ts';
import { emptyReply, errorXml } from './request.ts';

/** A version of an object, or a delete marker, which has no content. */
export interface Version {
  readonly id: string;
  readonly content?: Reply | undefined;
}

export const versionHeaders = ({ id, content }: Version) => ({
  'x-amz-version-id': id,
  ...(!content && { 'x-amz-delete-marker': 'true' }),
});

/** The versions of the objects of buckets that keep them, which the emulator lacks. */
export class Versions {
  /** By bucket and key, the newest last. */
  readonly #all = new Map<string, readonly Version[]>();

  /** Adds a version; without content a delete marker. */
  add(
    object: string,
    content: Reply | undefined,
    id: string = randomBytes(16).toString('hex'),
  ): Version {
    const version = { id, content };
    this.#all.set(object, [...this.#of(object), version]);
    return version;
  }

  #of = (object: string) => this.#all.get(object) ?? [];

  latest = (object: string): Version | undefined => this.#of(object).at(-1);

  find = (object: string, id: string): Version | undefined =>
    this.#of(object).find((each) => each.id === id);

  remove(object: string, { id }: Version): void {
    this.#all.set(
      object,
      this.#of(object).filter((each) => each.id !== id),
    );
  }

  /** What S3 answers to a call for one version. */
  read(object: string, id: string): Reply {
    const version = this.find(object, id);
    if (!version) return errorXml('NoSuchVersion', 'The specified version does not exist.', 404);
    const { content } = version;
    if (!content) return emptyReply(405, versionHeaders(version));
    return { ...content, headers: { ...content.headers, ...versionHeaders(version) } };
  }
}
