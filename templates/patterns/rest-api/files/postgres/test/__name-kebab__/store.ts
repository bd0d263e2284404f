import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { vi } from 'vitest';
import { answerFromPostgres, dataApi, postgres } from '../support/data-api.ts';
import { context } from '../support/lambda.ts';
import { readEvent, row } from './fixtures.ts';
import sql from '../../src/__name-kebab__/migrations.json' with { type: 'json' };

export { sent } from '../support/data-api.ts';

/** What handlers do not start without. */
export const VARIABLE = 'DATABASE_ARN';

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

export const failWith = (error: Error) => dataApi.reset().onAnyCommand().rejects(error);

/** Stores the item of the sample events, and that of their key. */
export async function answerSamples(): Promise<void> {
  const { handler } = await import('../../src/__name-kebab__/create.ts');
  answerFromPostgres();
  await storeOnly();
  await handler(readEvent('create.with-key'), context);
  vi.resetModules();
}
