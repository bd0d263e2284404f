import type { Backend } from '../backend.ts';
import { authorization, type Call, OWN_KEY, type Reply } from '../call.ts';
import { elementsIn, type Place, pathOf, textOfXml } from './request.ts';

export interface StoredObject {
  readonly key: string;
  readonly size: number;
}

const NOTHING = Buffer.alloc(0);

/** A call of S3 that this process makes itself. */
export const ownS3Call = (
  method: string,
  url: string,
  body: Buffer = NOTHING,
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

type At = Pick<Place, 'bucket' | 'key'>;

/** The objects as the emulator has them. */
export class Emulated {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  forward = (call: Call): Promise<Reply> => this.#backend.call(call);

  createBucket = (name: string) => this.forward(ownS3Call('PUT', `/${name}`));

  put = ({ bucket, key }: At, body: Buffer, headers: Call['headers']) =>
    this.forward(ownS3Call('PUT', pathOf(bucket, key), body, headers));

  delete = ({ bucket, key }: At) => this.forward(ownS3Call('DELETE', pathOf(bucket, key)));

  /** The size and the ETag of an object; neither where there is none. */
  async head({ bucket, key }: At): Promise<{ size?: number; etag?: string }> {
    const { status, headers } = await this.forward(ownS3Call('HEAD', pathOf(bucket, key)));
    if (status !== 200) return {};
    return { size: Number(headers['content-length'] ?? 0), etag: String(headers.etag ?? '') };
  }

  /** At most a hundred. */
  async list(bucket: string): Promise<readonly StoredObject[]> {
    const reply = await this.forward(ownS3Call('GET', `/${bucket}?list-type=2&max-keys=100`));
    return elementsIn(reply.body.toString('utf8'), 'Contents').map((each) => ({
      key: textOfXml(elementsIn(each, 'Key')[0] ?? ''),
      size: Number(elementsIn(each, 'Size')[0] ?? 0),
    }));
  }
}
