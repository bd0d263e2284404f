import { setTimeout } from 'node:timers/promises';
import {
  BeginTransactionCommand,
  CommitTransactionCommand,
  RollbackTransactionCommand,
} from '@aws-sdk/client-rds-data';
import { client, database, isResuming, query } from './database.ts';
import { login } from './database-user.ts';
import { logger } from './logger.ts';

/** Statements of migrations by file name, in their order. */
export type Migrations = Record<string, string[]>;

/** What CloudFormation sends to a custom resource; all may be missing where somebody else calls. */
export interface MigrationEvent {
  RequestType?: string;
  ResponseURL?: string;
  StackId?: string;
  RequestId?: string;
  LogicalResourceId?: string;
  PhysicalResourceId?: string;
}

/** Makes the handler of a custom resource that brings the tables of `owner` up to date. */
export function migrating(owner: string, migrations: Migrations) {
  return async (event: MigrationEvent) => {
    try {
      // The tables stay with the database
      if (event.RequestType !== 'Delete') await whenResumed(() => migrate(owner, migrations));
      await respond(event, owner, { Status: 'SUCCESS' });
    } catch (error) {
      logger.error('Migration failed', error as Error);
      if (!event.ResponseURL) throw error;
      await respond(event, owner, { Status: 'FAILED', Reason: String(error).slice(0, 1000) });
    }
  };
}

/** A paused database resumes with the first call, and refuses it. */
async function whenResumed(work: () => Promise<void>, attempts = 24): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isResuming(error) || attempts === 1) throw error;
    await setTimeout(5000);
    await whenResumed(work, attempts - 1);
  }
}

/** All that is new, or nothing. */
export async function migrate(owner: string, migrations: Migrations): Promise<void> {
  const byLogin = await login();
  const { transactionId } = await client.send(new BeginTransactionCommand(database));
  const { resourceArn, secretArn } = database;
  const transaction = { resourceArn, secretArn, transactionId };
  const run = (sql: string, parameters = {}) => query(sql, parameters, { transactionId });
  try {
    // Of several that migrate at a time, one goes first
    await run('SELECT 1 FROM pg_advisory_xact_lock(1)');
    await createUser(run, byLogin);
    await apply(run, owner, migrations);
    await client.send(new CommitTransactionCommand(transaction));
  } catch (error) {
    // The Data API may have ended the transaction by itself
    await client.send(new RollbackTransactionCommand(transaction)).catch(() => {});
    throw error;
  }
}

type Run = (sql: string, parameters?: Record<string, string>) => Promise<object[]>;

async function createUser(run: Run, byLogin: string): Promise<void> {
  const [user] = await run("SELECT 1 FROM pg_roles WHERE rolname = 'app'");
  if (!user) await run('CREATE ROLE app LOGIN');
  await run(byLogin);
}

async function apply(run: Run, owner: string, migrations: Migrations): Promise<void> {
  await run('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY)');
  for (const [file, statements] of Object.entries(migrations)) {
    const name = `${owner}/${file}`;
    const [done] = await run('SELECT 1 FROM migrations WHERE name = :name', { name });
    if (done) continue;
    for (const statement of statements) await run(statement);
    await run('INSERT INTO migrations VALUES (:name)', { name });
    logger.info('Migrated', { migration: name });
  }
}

async function respond(event: MigrationEvent, owner: string, outcome: object): Promise<void> {
  const { ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId } = event;
  if (!ResponseURL) return;
  const ids = { StackId, RequestId, LogicalResourceId };
  const body = JSON.stringify({
    ...outcome,
    ...ids,
    PhysicalResourceId: PhysicalResourceId ?? owner,
  });
  // The address is signed for a request without a type of content; for a text, fetch would add one
  const headers = { 'content-type': '' };
  const { ok, status } = await fetch(ResponseURL, { method: 'PUT', headers, body });
  if (!ok) throw new Error(`CloudFormation answered ${status}`);
}
