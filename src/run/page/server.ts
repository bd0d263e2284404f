import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { AppError } from '../../core/errors.ts';
import { packageRoot } from '../../io/package-root.ts';
import { bodyOf } from '../core/body.ts';
import { type Actions, actionsOf } from './actions.ts';
import { contentsOf } from './contents.ts';
import type { PageContext } from './context.ts';
import { isAllowed, NOT_ALLOWED, SECURITY } from './guard.ts';
import { follow } from './live.ts';
import { stateOf } from './state.ts';

const STATIC = join(packageRoot, 'dist/src/run/page/static');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** The file of a path: no other than those of the page. */
function fileOf(pathname: string): string | undefined {
  const wanted = pathname === '/' ? 'index.html' : pathname.slice(1);
  return readdirSync(STATIC).find((name) => name === wanted);
}

/** The largest body of an action, in bytes. */
const MOST_BYTES = 10 * 1024 * 1024;

const json = (response: ServerResponse, status: number, value: unknown) => {
  response.writeHead(status, { ...SECURITY, 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
};

const inputOf = async (request: IncomingMessage): Promise<Record<string, unknown>> =>
  JSON.parse((await bodyOf(request, MOST_BYTES)).toString('utf8') || '{}');

/** The page, and what it asks for. */
export class PageServer {
  readonly server: Server;
  readonly #context: PageContext;
  readonly #actions: Actions;
  port = 0;

  constructor(context: PageContext) {
    this.#context = context;
    this.#actions = actionsOf(context);
    this.server = createServer((request, response) => void this.#answer(request, response));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isAllowed(request, this.port)) return json(response, 403, { message: NOT_ALLOWED });
    try {
      await this.#route(request, response);
    } catch (error) {
      const { kind, message, hint } = error as AppError;
      json(response, 400, { kind: kind ?? 'refused', message, hint });
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
    if (request.method === 'POST') return this.#act(pathname, request, response);
    const file = fileOf(pathname);
    if (file) return this.#file(response, file);
    if (pathname === '/api/state') return json(response, 200, stateOf(this.#context));
    if (pathname === '/api/live') return follow(this.#context, response);
    if (pathname === '/api/contents')
      return json(response, 200, await contentsOf(this.#context, searchParams.get('id') ?? ''));
    json(response, 404, { message: 'Not found' });
  }

  #file(response: ServerResponse, file: string): void {
    response.writeHead(200, { ...SECURITY, 'content-type': TYPES[extname(file)] });
    response.end(readFileSync(join(STATIC, file)));
  }

  async #act(pathname: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const action = this.#actions[pathname.replace(/^\/api\//, '')];
    // A form of another page cannot send this type without asking first
    const isJson = /^application\/json\b/.test(request.headers['content-type'] ?? '');
    if (!action || !isJson) return json(response, action ? 415 : 404, { message: 'Not found' });
    json(response, 200, (await action(await inputOf(request))) ?? {});
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
