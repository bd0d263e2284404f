import { vi } from 'vitest';
import { answerFromPostgres, dataApi, postgres } from '../support/data-api.ts';
import { answerMigrations } from '../support/database-user.ts';
import { context } from '../support/lambda.ts';
import { readEvent } from './fixtures.ts';
import { storeOnly } from './rows.ts';
import sql from '../../src/__name-kebab__/migrations.json' with { type: 'json' };

export { answerFromPostgres, sent } from '../support/data-api.ts';
export { storeNothing, storeOnly } from './rows.ts';

/** What handlers do not start without. */
export const VARIABLE = 'DATABASE_ARN';

/** Starts an empty store, with the rights that functions have; resolves to what stops it. */
export async function startStore(): Promise<() => Promise<void>> {
  const { migrate } = await import('../../src/shared/migrations.ts');
  await answerMigrations();
  await migrate('__name-kebab__', sql);
  await postgres.exec('SET ROLE app');
  return () => postgres.close();
}

export const failWith = (error: Error) => dataApi.reset().onAnyCommand().rejects(error);

/** Stores the item of the sample events, and that of their key. */
export async function answerSamples(): Promise<void> {
  const { handler } = await import('../../src/__name-kebab__/create.ts');
  answerFromPostgres();
  await storeOnly();
  await handler(readEvent('create.with-key'), context);
  vi.resetModules();
}
