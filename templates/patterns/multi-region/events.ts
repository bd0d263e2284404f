import { createHash } from 'node:crypto';
import { type ApiRequest, apiEvent } from '../../parts/http/event.ts';

const id = '3b1f8c52-9d4e-4a67-b0c3-7e5a2d9f1846';
const absentId = 'c9e07a14-6b2d-4f83-9a51-0d8e4b7c3f29';
const body = JSON.stringify({ name: 'First', description: 'The first of many' });

/** As `etagOf` in the emitted item.ts makes it of the item in the tests. */
const etagOf = (description: string, region: string) => {
  const updatedAt = '2026-01-15T09:30:00.000Z';
  const item = { id, name: 'First', description, updatedAt, region };
  return `"${createHash('sha256').update(JSON.stringify(item)).digest('hex')}"`;
};

/**
 * The sample requests to a multi-region instance, by case; `path` is its collection, such as
 * `/global`, `health` the path of its check, `region` where the tests run.
 */
export function events(path: string, health: string, region: string): Record<string, object> {
  const item = (of: string) => ({
    route: `${path}/{id}`,
    path: `${path}/${of}`,
    pathParameters: { id: of },
  });
  const get = { method: 'GET', ...item(id) };
  const put = { method: 'PUT', ...item(id) };
  const create: ApiRequest = { ...put, headers: { 'if-none-match': '*' }, body };
  const replace: ApiRequest = {
    ...put,
    headers: { 'if-match': etagOf('The first of many', region) },
    body: JSON.stringify({ name: 'Renamed' }),
  };
  const requests: Record<string, ApiRequest> = {
    'get.valid': get,
    'get.not-found': { ...get, ...item(absentId) },
    'get.bad-id': { ...get, ...item('not-an-id') },
    'get.no-claims': { ...get, caller: 'nobody' },
    'get.other-owner': { ...get, caller: 'other' },
    'put.create': create,
    'put.taken': { ...create, body: JSON.stringify({ name: 'Another body' }) },
    'put.replace': replace,
    'put.write-conflict': {
      ...replace,
      headers: { 'if-match': etagOf('Written in another region', region) },
    },
    'put.no-precondition': { ...replace, headers: {} },
    'put.bad-if-match': { ...replace, headers: { 'if-match': 'W/"1"' } },
    'put.bad-id': { ...create, ...item('not-an-id') },
    'put.invalid-json': { ...create, body: '{"name": "First"' },
    'put.missing-name': { ...create, body: JSON.stringify({ description: 'No name' }) },
    'put.extra-field': { ...create, body: JSON.stringify({ name: 'First', ownerId: 'me' }) },
    'put.no-claims': { ...create, caller: 'nobody' },
  };
  const called = Object.entries(requests).map(
    ([name, request]) => [name, apiEvent('http', 'cognito', request)] as const,
  );
  return { ...Object.fromEntries(called), 'health.valid': healthCheck(health) };
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
