import { setTimeout as delay } from 'node:timers/promises';
import { refusal } from '../../../core/errors.ts';
import { type ModelMap, mapOf } from '../../../editors/sam/model.ts';
import type { Table } from '../../../infrastructure/resolve/deployment.ts';
import { mapsOf, textsOf } from '../../../infrastructure/resolve/read/values.ts';
import { ServiceError } from '../call.ts';
import type { Item, Items } from './items.ts';

/** How often a table is looked at that is created or deleted, in milliseconds. */
const WAIT_MS = 5;

const MOST_PER_BATCH = 25;

const keysOf = ({ KeySchema }: ModelMap) =>
  mapsOf(KeySchema)
    .map(({ KeyType, AttributeName }) => `${String(KeyType)} ${String(AttributeName)}`)
    .sort();

/** The key of a table, with the types of its attributes. */
function keyOf(definition: ModelMap): string {
  const types = mapsOf(definition.AttributeDefinitions).map(
    ({ AttributeName, AttributeType }) => [String(AttributeName), String(AttributeType)] as const,
  );
  const typeOf = new Map(types);
  return keysOf(definition)
    .map((key) => `${key} ${typeOf.get(key.split(' ')[1]!)}`)
    .join(', ');
}

/** The secondary indexes of a table, in a form that can be compared. */
const indexesOf = (definition: ModelMap): string =>
  JSON.stringify(
    [definition.GlobalSecondaryIndexes, definition.LocalSecondaryIndexes].map((indexes) =>
      mapsOf(indexes)
        .map((index) => {
          const { ProjectionType, NonKeyAttributes } = mapOf(index.Projection);
          const projected = textsOf(NonKeyAttributes).toSorted();
          return [index.IndexName, keysOf(index), ProjectionType, projected].join(' ');
        })
        .sort(),
    ),
  );

const isOf = (type: string) => (error: unknown) =>
  error instanceof ServiceError && error.type === type;

const exists = isOf('ResourceInUseException');
const isMissing = isOf('ResourceNotFoundException');

async function describe(items: Items, TableName: string): Promise<ModelMap | undefined> {
  try {
    return (await items.send<{ Table: ModelMap }>('DescribeTable', { TableName })).Table;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Creates a table and waits for it: the emulator answers before it has the table. */
async function create(items: Items, definition: ModelMap): Promise<void> {
  await items.send('CreateTable', definition);
  const name = String(definition.TableName);
  while ((await describe(items, name))?.TableStatus !== 'ACTIVE') await delay(WAIT_MS);
}

async function remove(items: Items, TableName: string): Promise<void> {
  await items.send('DeleteTable', { TableName });
  while (await describe(items, TableName)) await delay(WAIT_MS);
}

async function put(items: Items, name: string, all: readonly Item[]): Promise<void> {
  for (let at = 0; at < all.length; at += MOST_PER_BATCH) {
    const requests = all
      .slice(at, at + MOST_PER_BATCH)
      .map((each) => ({ PutRequest: { Item: each } }));
    await items.send('BatchWriteItem', { RequestItems: { [name]: requests } });
  }
}

/** Tries a definition with the items of the table, in a table of its own. Throws `refused` where an item does not fit. */
async function rehearse(
  items: Items,
  { definition, name, id }: Table,
  all: readonly Item[],
): Promise<void> {
  const TableName = `${name.slice(0, 200)}-lambda-gen`;
  // A run that was killed may have left it
  if (await describe(items, TableName)) await remove(items, TableName);
  await create(items, { ...definition, TableName });
  try {
    await put(items, TableName, all);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw refusal(`${id} has items that do not fit its new indexes: ${error.message}`, {
      hint: 'Change or delete these items while the table has its former indexes. DynamoDB itself leaves them out of the new ones.',
    });
  } finally {
    await remove(items, TableName);
  }
}

/** The emulator changes no index: the table is made again, with the items that it has. */
async function recreate(items: Items, table: Table): Promise<void> {
  const { definition, name } = table;
  const all = await items.scanAll(name, {});
  // What cannot be created must not cost the table
  await rehearse(items, table, all);
  await remove(items, name);
  await create(items, definition);
  await put(items, name, all);
}

/**
 * Makes a table what its definition says; what is in it stays. `alone` runs work while nothing calls the tables. Throws
 * `refused` for another key.
 */
export async function ensureTable(
  items: Items,
  table: Table,
  alone: (work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  try {
    return await create(items, table.definition);
  } catch (error) {
    if (!exists(error)) throw error;
  }
  const old = (await describe(items, table.name))!;
  if (keyOf(old) !== keyOf(table.definition))
    throw refusal(`${table.id} has another key now, and the table has items of the old one`, {
      hint: 'Start dev again. If you use --persist, delete its folder first, or name another one.',
    });
  if (indexesOf(old) !== indexesOf(table.definition)) await alone(() => recreate(items, table));
}
