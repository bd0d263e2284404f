import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import sql from '../../src/__name-kebab__/migrations.json' with { type: 'json' };
import { answerFromPostgres, postgres } from '../support/data-api.ts';
import { row } from './fixtures.ts';

export { dataApi, sent } from '../support/data-api.ts';

process.env.DATABASE_USER_ARN = 'user';
const SecretString = JSON.stringify({ username: 'app', password: 'x'.repeat(32) });
mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves({ SecretString });

/** Starts an empty store, with the rights that functions have; resolves to what stops it. */
export async function startStore(): Promise<() => Promise<void>> {
  const { migrate } = await import('../../src/shared/migrations.ts');
  answerFromPostgres();
  await migrate('__name-kebab__', sql);
  await postgres.exec('SET ROLE app');
  return () => postgres.close();
}

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
