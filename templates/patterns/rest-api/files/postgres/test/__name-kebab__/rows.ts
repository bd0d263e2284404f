import { postgres } from '../support/data-api.ts';
import { row } from './fixtures.ts';

/** Leaves the item of the sample events alone in the store, changed where `over` says so. */
export async function storeOnly(over: Partial<typeof row> & { replaceHash?: string } = {}) {
  const stored = { replaceHash: null, ...row, ...over };
  await postgres.query('DELETE FROM "__name-kebab__"');
  await postgres.query(
    `INSERT INTO "__name-kebab__" (owner_id, id, name, description, version, create_hash,
       replace_hash, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[stored.ownerId, stored.id, stored.name, stored.description, stored.version],
      ...[stored.createHash, stored.replaceHash, stored.createdAt, stored.updatedAt],
    ],
  );
}

export const storeNothing = () => postgres.query('DELETE FROM "__name-kebab__"');
