import { createHash } from 'node:crypto';
import { type Api, type ApiRequest, type Auth, apiEvent, ownerId } from '../../parts/http/event.ts';

const id = '3b1f8c52-9d4e-4a67-b0c3-7e5a2d9f1846';
const body = JSON.stringify({ name: 'First', description: 'The first of many' });

/** One sample request for each function of a rest-api instance, by case; `path` is its collection, such as `/items`. */
export function events(options: { api: Api; auth: Auth; path: string }): Record<string, object> {
  const { api, auth, path } = options;
  return Object.fromEntries(
    Object.entries(validCases(path)).map(([name, request]) => [name, apiEvent(api, auth, request)]),
  );
}

function validCases(path: string): Record<string, ApiRequest> {
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
    'get.valid': get,
    'list.valid': list,
    'update.valid': update,
    'delete.valid': { method: 'DELETE', ...item(path, id) },
  };
}

const owner = (auth: Auth) => (auth === 'none' ? 'anonymous' : ownerId(auth));

/** What the sample requests find in the store: the item that `create.valid` makes. */
const stored = {
  id,
  ...(JSON.parse(body) as { name: string; description: string }),
  createdAt: '2026-01-15T09:30:00.000Z',
};

const hashOfBody = () => createHash('sha256').update(body).digest('hex');

/** As DynamoDB's API writes items. */
export const items = (auth: Auth) => ({
  Table: [
    {
      ownerId: { S: owner(auth) },
      id: { S: stored.id },
      name: { S: stored.name },
      description: { S: stored.description },
      version: { N: '1' },
      createdAt: { S: stored.createdAt },
      updatedAt: { S: stored.createdAt },
      createHash: { S: hashOfBody() },
    },
  ],
});

/** By the table of an instance, as the columns are called. */
export const rows = (auth: Auth, table: string) => ({
  [table]: [
    {
      owner_id: owner(auth),
      id: stored.id,
      name: stored.name,
      description: stored.description,
      version: 1,
      created_at: stored.createdAt,
      updated_at: stored.createdAt,
      create_hash: hashOfBody(),
    },
  ],
});

const item = (path: string, id: string) => ({
  route: `${path}/{id}`,
  path: `${path}/${id}`,
  pathParameters: { id },
});
