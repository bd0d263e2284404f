import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

const pages: Record<string, object> = {
  '1': { items: [{ id: 'a', n: 1 }, { id: 'b' }], nextCursor: '2' },
  '2': { items: [{ id: 'c' }], nextCursor: '3' },
  '3': { items: [{ id: 'd' }], nextCursor: null },
};

/** What the next requests meet, one each, before the API behaves again. */
export const mishaps: RequestListener[] = [];

/** The cursors that were asked for since the last look. */
export const asked: string[] = [];

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '', 'http://api');
  const cursor = searchParams.get('cursor') ?? '1';
  asked.push(cursor);
  const mishap = mishaps.shift();
  if (mishap) return mishap(request, response);
  if (request.headers.authorization !== 'Bearer token') return response.writeHead(401).end();
  return response.end(JSON.stringify(pages[cursor]));
});

server.listen(0, '127.0.0.1');
await once(server, 'listening');

// Handlers read it when they start: tests import this file before them
process.env.API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/items`;
process.env.API_TOKEN_ARN = 'secret';

export async function stopApi(): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
