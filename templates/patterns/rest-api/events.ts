import { type Api, type ApiRequest, type Auth, apiEvent } from '../../parts/http/event.ts';

const id = '3b1f8c52-9d4e-4a67-b0c3-7e5a2d9f1846';
const absentId = 'c9e07a14-6b2d-4f83-9a51-0d8e4b7c3f29';
const body = JSON.stringify({ name: 'First', description: 'The first of many' });
const cursorOf = (key: string) => Buffer.from(key).toString('base64url');

/** The sample requests to a rest-api instance, by case; `path` is its collection, such as `/items`. */
export function events(options: { api: Api; auth: Auth; path: string }): Record<string, object> {
  const { api, auth, path } = options;
  const requests = { ...sharedCases(path), ...callerCases(auth, path) };
  return Object.fromEntries(
    Object.entries(requests).map(([name, request]) => [name, apiEvent(api, auth, request)]),
  );
}

function sharedCases(path: string): Record<string, ApiRequest> {
  const collection = { route: path, path };
  const create = { method: 'POST', ...collection, body };
  const list = { method: 'GET', ...collection };
  const get = { method: 'GET', ...item(path, id) };
  const update = {
    method: 'PUT',
    ...item(path, id),
    headers: { 'if-match': '"1"' },
    body: JSON.stringify({ name: 'Renamed' }),
  };
  return {
    'create.valid': create,
    'create.with-key': { ...create, headers: { 'idempotency-key': 'order-4711' } },
    'create.duplicate-key': {
      ...create,
      headers: { 'idempotency-key': 'order-4711' },
      body: JSON.stringify({ name: 'Another body' }),
    },
    'create.invalid-json': { ...create, body: '{"name": "First"' },
    'create.missing-name': { ...create, body: JSON.stringify({ description: 'No name' }) },
    'create.extra-field': { ...create, body: JSON.stringify({ name: 'First', ownerId: 'me' }) },
    'get.valid': get,
    'get.not-found': { method: 'GET', ...item(path, absentId) },
    'get.bad-id': { method: 'GET', ...item(path, 'not-an-id') },
    'list.valid': list,
    'list.with-cursor': { ...list, query: { limit: '10', cursor: cursorOf(id) } },
    'list.tampered-cursor': { ...list, query: { cursor: cursorOf('not-an-id') } },
    'list.bad-limit': { ...list, query: { limit: '101' } },
    'update.valid': update,
    'update.stale-version': { ...update, headers: { 'if-match': '"2"' } },
    'update.bad-if-match': { ...update, headers: { 'if-match': 'W/"1"' } },
    'update.no-if-match': { ...update, headers: {} },
    'delete.valid': { method: 'DELETE', ...item(path, id) },
    'delete.stale-version': {
      method: 'DELETE',
      ...item(path, id),
      headers: { 'if-match': '"2"' },
    },
  };
}

/** Only where there is an authorizer to name a caller. */
function callerCases(auth: Auth, path: string): Record<string, ApiRequest> {
  if (auth === 'none') return {};
  const create = { method: 'POST', route: path, path, body };
  const otherOwner = { method: 'GET', ...item(path, id), caller: 'other' as const };
  if (auth === 'cognito')
    return { 'create.no-claims': { ...create, caller: 'nobody' }, 'get.other-owner': otherOwner };
  return {
    'create.no-caller': { ...create, caller: 'nobody' },
    'create.root-caller': { ...create, caller: 'root' },
    'create.federated-caller': { ...create, caller: 'federated' },
    'get.other-owner': otherOwner,
  };
}

const item = (path: string, id: string) => ({
  route: `${path}/{id}`,
  path: `${path}/${id}`,
  pathParameters: { id },
});
