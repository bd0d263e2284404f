import { refusal } from '../../core/errors.ts';
import type { DeployedFunction, Table } from '../../infrastructure/resolve/deployment.ts';
import type { Session } from '../core/session.ts';
import { ServiceError } from '../services/call.ts';
import type { Item } from '../services/dynamodb/items.ts';
import { beside, resourceCalled } from './beside.ts';

/** Beside sample events: the items that they find, by table, as DynamoDB's API writes them. */
const FILE = '_items.json';

function tableCalled(name: string, fn: DeployedFunction, all: readonly Table[], path: string) {
  const table = resourceCalled(name, fn, all);
  if (table) return table;
  const ids = all.map(({ id }) => id).join(', ');
  const hint = ids ? `Name one by its id: ${ids}.` : 'The project has no tables.';
  throw refusal(`${path} names a table "${name}", which cannot be found`, { at: { path }, hint });
}

/** Puts what is beside an event into tables. Throws `refused` for what no table takes. */
export async function putItems(
  eventPath: string,
  fn: DeployedFunction,
  { root, deployment, local }: Session,
): Promise<void> {
  const found = beside<readonly Item[]>(root, eventPath, FILE);
  if (!found) return;
  const { path, data } = found;
  for (const [name, items] of Object.entries(data)) {
    const table = tableCalled(name, fn, deployment.tables, path);
    const dynamodb = await local.startedDynamoDb();
    try {
      for (const item of items) await dynamodb?.seed(table, item);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const hint = 'Items are written as DynamoDB has them: { "id": { "S": "1" } }.';
      throw refusal(`${table.id} refuses an item of ${path}: ${error.message}`, {
        at: { path },
        hint,
      });
    }
  }
}
