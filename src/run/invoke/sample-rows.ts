import { refusal } from '../../core/errors.ts';
import type { DeployedFunction } from '../../infrastructure/resolve/deployment.ts';
import type { Session } from '../core/session.ts';
import { ServiceError } from '../services/call.ts';
import { beside } from './beside.ts';

/** Beside sample events: the rows that they find, by table, each an object with the values of its columns. */
const FILE = '_rows.json';

/** Puts what is beside an event into the database that the function uses. Throws `refused` for what no table takes. */
export async function putRows(
  eventPath: string,
  { environment }: DeployedFunction,
  { root, local }: Session,
): Promise<void> {
  const found = beside<readonly object[]>(root, eventPath, FILE);
  if (!found) return;
  const { path, data } = found;
  const postgres = (await local.startedDatabases()).of(environment);
  for (const [table, rows] of Object.entries(data))
    for (const row of rows) {
      try {
        await postgres?.seed(table, row);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        throw refusal(`The database refuses a row of ${path}: ${error.message}`, {
          at: { path },
          hint: `Rows are objects of columns, by table: { "${table}": [{ "id": 1 }] }.`,
        });
      }
    }
}
