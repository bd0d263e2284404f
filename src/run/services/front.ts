import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import { bodyOf } from '../core/body.ts';
import { isAllowed, isToThisMachine, NOT_ALLOWED } from '../page/guard.ts';
import { LOCALHOST, listen } from '../project/addresses.ts';
import { type Call, errorReply, type Reply, type Service } from './call.ts';

const CREDENTIAL = /Credential=([^/,\s]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/;

/** The largest request that any of the services takes, in bytes: an S3 object in one piece would be larger still. */
const MOST_BYTES = 256 * 1024 * 1024;

const queryOf = ({ url = '' }: IncomingMessage) => new URL(url, 'http://local').searchParams;

/**
 * Whether a page may send a request as a signed link to an object. Signatures are not checked, and a browser sends a
 * POST without a preflight request: so the only POSTs are those that begin and end an upload in parts.
 */
function isLink(request: IncomingMessage): boolean {
  const query = queryOf(request);
  if (!query.has('X-Amz-Credential')) return false;
  if (request.method !== 'POST') return true;
  return !query.has('delete') && (query.has('uploads') || query.has('uploadId'));
}

/** Who calls which service: the signature's scope, in a header or, of a link, in the query. */
function scopeOf(request: IncomingMessage) {
  const { headers } = request;
  const query = queryOf(request).get('X-Amz-Credential');
  const text = query ? `Credential=${query}` : (headers.authorization ?? '');
  const [, accessKeyId = '', region = 'us-east-1', service = 's3'] = CREDENTIAL.exec(text) ?? [];
  return { accessKeyId, region, service };
}

type Scope = ReturnType<typeof scopeOf>;

function answer(response: ServerResponse, { status, headers, body }: Reply, method: string): void {
  const given: OutgoingHttpHeaders = { ...headers };
  // What a HEAD is about has a length, and no body
  if (method !== 'HEAD') given['content-length'] = String(body.length);
  for (const name of Object.keys(given)) if (given[name] === undefined) delete given[name];
  response.writeHead(status, given);
  response.end(method === 'HEAD' ? undefined : body);
}

/** One address for every AWS service, as `AWS_ENDPOINT_URL` wants it. */
export class Front {
  readonly #services = new Map<string, Service>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  /** Called with each service that is not there, once. */
  onMissing: (service: string) => void = () => {};
  /** Whether a function of this run has the access key: signatures are not checked, and only it can have signed a link. */
  isIssued: (accessKeyId: string) => boolean = () => false;
  readonly #missing = new Set<string>();
  port = 0;

  async start(): Promise<void> {
    this.port = await listen(this.#server, 0);
  }

  get url(): string {
    return `http://${LOCALHOST}:${this.port}`;
  }

  add(names: readonly string[], service: Service): void {
    for (const name of names) this.#services.set(name, service);
  }

  has = (name: string) => this.#services.has(name);

  /** Calls a service from within. */
  call(call: Call): Promise<Reply> {
    const service = this.#services.get(call.service);
    return service ? service(call) : Promise.resolve(this.#notEmulated(call.service));
  }

  #notEmulated(service: string): Reply {
    if (!this.#missing.has(service)) this.onMissing(service);
    this.#missing.add(service);
    return errorReply('NotEmulated', `${service} is not emulated locally`, 501);
  }

  /** A page of another origin may follow links to objects, as it does in S3, and call nothing. */
  #isOpen = (request: IncomingMessage, { service, accessKeyId }: Scope) =>
    service === 's3' && isLink(request) && this.isIssued(accessKeyId)
      ? isToThisMachine(request, this.port)
      : isAllowed(request, this.port);

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = request;
    try {
      const scope = scopeOf(request);
      if (!this.#isOpen(request, scope))
        return answer(response, errorReply('AccessDenied', NOT_ALLOWED, 403), method);
      const body = await bodyOf(request, MOST_BYTES);
      answer(response, await this.call({ ...scope, method, url, headers, body }), method);
    } catch (error) {
      if (!response.headersSent)
        answer(response, errorReply('InternalFailure', (error as Error).message, 500), method);
    }
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
