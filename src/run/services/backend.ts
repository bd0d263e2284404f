import { Agent, request } from 'node:http';
import type { Call, Service } from './call.ts';

/** Headers of a connection, which are another one's on the other side. */
const OF_CONNECTION = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'host',
  'expect',
]);

const passed = (headers: Call['headers']) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_CONNECTION.has(name)));

/** A service that another server of this machine provides. */
export class Backend {
  readonly url: URL;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor(url: string) {
    this.url = new URL(url);
  }

  readonly call: Service = (call) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = this.url;
      const headers = { ...passed(call.headers), 'content-length': String(call.body.length) };
      const options = {
        agent: this.#agent,
        hostname,
        port,
        path: call.url,
        method: call.method,
        headers,
      };
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 500,
            // The length of what a HEAD is about
            headers: {
              ...passed(response.headers),
              'content-length': response.headers['content-length'],
            },
            body: Buffer.concat(chunks),
          }),
        );
      });
      sent.once('error', reject);
      sent.end(call.body);
    });

  close = () => this.#agent.destroy();
}
