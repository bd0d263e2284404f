import { createHash } from 'node:crypto';
import { type ApiRequest, apiEvent, ownerId } from '../../parts/http/event.ts';

const id = '3b1f8c52-9d4e-4a67-b0c3-7e5a2d9f1846';
const body = JSON.stringify({ name: 'First', description: 'The first of many' });

/**
 * One sample request for each function of a multi-region instance; `path` is its collection, such as
 * `/global`, `health` the path of its check.
 */
export function events(path: string, health: string): Record<string, object> {
  const item = (of: string) => ({
    route: `${path}/{id}`,
    path: `${path}/${of}`,
    pathParameters: { id: of },
  });
  const get = { method: 'GET', ...item(id) };
  const put = { method: 'PUT', ...item(id) };
  const create: ApiRequest = { ...put, headers: { 'if-none-match': '*' }, body };
  const requests: Record<string, ApiRequest> = {
    'get.valid': get,
    'put.valid': create,
  };
  const called = Object.entries(requests).map(
    ([name, request]) => [name, apiEvent('http', 'cognito', request)] as const,
  );
  return { ...Object.fromEntries(called), 'health.valid': healthCheck(health) };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What the sample requests find in the table: the item that `put.valid` makes. */
export function items(region: string) {
  const shown = { id, ...JSON.parse(body), updatedAt: '2026-01-15T09:30:00.000Z', region };
  const row = {
    ownerId: ownerId('cognito'),
    ...shown,
    etag: `"${sha256(JSON.stringify(shown))}"`,
    requestHash: sha256(body),
  };
  return { Table: [Object.fromEntries(Object.entries(row).map(([key, S]) => [key, { S }]))] };
}

const healthCheck = (path: string) =>
  apiEvent('http', 'none', {
    method: 'GET',
    route: path,
    path,
    headers: {
      'user-agent':
        'Amazon-Route53-Health-Check-Service (ref 8b1c2d3e-4f50-4617-9283-a4b5c6d7e8f9; report http://amzn.to/1vsZADi)',
    },
  });
