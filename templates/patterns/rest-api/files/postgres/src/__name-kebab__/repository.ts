import { answer } from '../shared/answer.ts';
import type { Row as Columns, Value } from '../shared/database.ts';
import { hashOf, type Item, type ItemInput } from './item.ts';

export interface Row extends Item {
  ownerId: string;
  /** Hashes of the requests that created and last replaced it: a repeat has the same hash. */
  createHash: string;
  replaceHash?: string;
}

const millisecondsOf = (column: string) =>
  `CAST(round(extract(epoch FROM ${column}) * 1000) AS bigint) AS ${column}`;

const COLUMNS = [
  ...['owner_id', 'CAST(id AS text) AS id', 'name', 'description', 'version'],
  ...['create_hash', 'replace_hash', millisecondsOf('created_at'), millisecondsOf('updated_at')],
].join(', ');

const BY_ID = 'owner_id = :ownerId AND id = CAST(:id AS uuid)';

/** Stores the row unless its id is taken; resolves to what is stored then. */
export async function insert(row: Row): Promise<Row> {
  const { ownerId, id, name, description, version, createHash, createdAt, updatedAt } = row;
  const inserted = await answer(
    `INSERT INTO "__name-kebab__"
       (owner_id, id, name, description, version, create_hash, created_at, updated_at)
     VALUES
       (:ownerId, CAST(:id AS uuid), :name, :description, :version, :createHash,
        CAST(:createdAt AS timestamptz), CAST(:updatedAt AS timestamptz))
     ON CONFLICT DO NOTHING
     RETURNING version`,
    { ownerId, id, name, description, version, createHash, createdAt, updatedAt },
  );
  if (inserted.length > 0) return row;
  const stored = await read(ownerId, id);
  if (!stored) throw new Error('The item was deleted while it was created');
  return stored;
}

async function read(ownerId: string, id: string): Promise<Row | undefined> {
  const sql = `SELECT ${COLUMNS} FROM "__name-kebab__" WHERE ${BY_ID}`;
  const [columns] = await answer(sql, { ownerId, id });
  return columns && toRow(columns);
}

export async function find(ownerId: string, id: string): Promise<Item | undefined> {
  const row = await read(ownerId, id);
  return row && toItem(row);
}

/** One page in the order of ids; `lastId` is there when more follow. */
export async function findPage(ownerId: string, limit: number, afterId: string | undefined) {
  const rows = await answer(
    `SELECT ${COLUMNS} FROM "__name-kebab__"
     WHERE owner_id = :ownerId AND (CAST(:afterId AS uuid) IS NULL OR id > CAST(:afterId AS uuid))
     ORDER BY id LIMIT :limit`,
    { ownerId, afterId, limit: limit + 1 },
  );
  const items = rows.slice(0, limit).map((columns) => toItem(toRow(columns)));
  return { items, lastId: rows.length > limit ? items.at(-1)?.id : undefined };
}

/**
 * Resolves to undefined when the item is absent or no longer at `version`, unless this very request
 * has replaced it: its answer may have been lost.
 */
export async function replace(
  ownerId: string,
  id: string,
  version: number,
  input: ItemInput,
): Promise<Item | undefined> {
  const { name, description } = input;
  const hash = hashOf(input);
  const now = new Date().toISOString();
  const [columns] = await answer(
    `UPDATE "__name-kebab__"
     SET name = :name, description = :description, version = version + 1, replace_hash = :hash,
       updated_at = CAST(:now AS timestamptz)
     WHERE ${BY_ID} AND version = CAST(:version AS bigint)
     RETURNING ${COLUMNS}`,
    { ownerId, id, version, name, description, hash, now },
  );
  const stored = columns ? toRow(columns) : await read(ownerId, id);
  const isOwn = stored?.version === version + 1 && stored.replaceHash === hash;
  return isOwn ? toItem(stored) : undefined;
}

/** What came of it: `changed` when a version is expected, and the item is at another. */
export async function remove(
  ownerId: string,
  id: string,
  version?: number,
): Promise<'removed' | 'absent' | 'changed'> {
  const removed = await answer(
    `DELETE FROM "__name-kebab__"
     WHERE ${BY_ID} AND (CAST(:version AS bigint) IS NULL OR version = CAST(:version AS bigint))
     RETURNING version`,
    { ownerId, id, version },
  );
  if (removed.length > 0) return 'removed';
  return version !== undefined && (await read(ownerId, id)) ? 'changed' : 'absent';
}

const iso = (milliseconds: Value | undefined) => new Date(Number(milliseconds)).toISOString();

function toRow(columns: Columns): Row {
  return {
    ownerId: `${columns.owner_id}`,
    id: `${columns.id}`,
    name: `${columns.name}`,
    description: columns.description === null ? undefined : `${columns.description}`,
    version: Number(columns.version),
    createHash: `${columns.create_hash}`,
    replaceHash: columns.replace_hash === null ? undefined : `${columns.replace_hash}`,
    createdAt: iso(columns.created_at),
    updatedAt: iso(columns.updated_at),
  };
}

/** Only what is listed here leaves the service. */
export function toItem({ id, name, description, version, createdAt, updatedAt }: Row): Item {
  return { id, name, description, version, createdAt, updatedAt };
}
