import { randomUUID } from 'node:crypto';
import { ServiceError } from '../call.ts';
import type { Pglite } from '../emulators.ts';
import { Turns } from '../locks.ts';
import { fieldOf, PARSERS, typeNameOf } from './fields.ts';
import { prepare, type SqlParameter } from './statement.ts';

interface Transaction {
  /** Lets the others go on. */
  readonly end: () => void;
  readonly timer: NodeJS.Timeout;
}

/** The Data API ends a transaction that nothing has used for three minutes. */
const IDLE_MS = 180_000;

/** Errors of PostgreSQL in the form that the Data API has for them. */
function asServiceError(error: unknown): Error {
  const { code, message } = error as { code?: string; message: string };
  if (error instanceof ServiceError || code === undefined) return error as Error;
  return new ServiceError('DatabaseErrorException', `ERROR: ${message}; SQLState: ${code}`);
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The session of a client that speaks PostgreSQL's own protocol. */
export interface WireSession {
  /** Answers whole messages, up to one that wants an answer. */
  exchange(messages: Uint8Array): Promise<Uint8Array>;
  /** Rolls back what is open. */
  close(): Promise<void>;
}

/** No transaction is open, as the last message of an answer says. */
const isIdle = (answer: Uint8Array) => answer.at(-1) === 'I'.charCodeAt(0);

/** One PostgreSQL with one session: statements go one after the other, a transaction's without others between. */
export class Postgres {
  readonly #database: Pglite;
  readonly #turns = new Turns();
  readonly #transactions = new Map<string, Transaction>();

  constructor(database: Pglite) {
    this.#database = database;
  }

  /** Runs a statement with each set of parameters, as a role of the database if it has that. */
  async execute(
    sql: string,
    sets: readonly (readonly SqlParameter[])[],
    { role, transactionId }: { role?: string | undefined; transactionId?: string | undefined },
  ) {
    const work = () => this.#as(role, () => this.#each(sql, sets));
    if (transactionId === undefined) return this.#turns.run('session', work);
    this.#used(transactionId);
    return this.#turns.run(transactionId, work);
  }

  async #each(sql: string, sets: readonly (readonly SqlParameter[])[]) {
    const results = [];
    for (const parameters of sets) {
      const prepared = prepare(sql, parameters);
      const { rows, fields, affectedRows } = await this.#database.query<unknown[]>(
        prepared.sql,
        [...prepared.values],
        { rowMode: 'array', parsers: PARSERS },
      );
      const types = fields.map(({ dataTypeID }) => dataTypeID);
      results.push({
        columns: fields.map(({ name, dataTypeID }) => ({
          name,
          label: name,
          typeName: typeNameOf(dataTypeID),
        })),
        records: rows.map((row) => row.map((value, at) => fieldOf(value, types[at]!))),
        updated: affectedRows ?? 0,
      });
    }
    return results;
  }

  async #as<T>(role: string | undefined, work: () => Promise<T>): Promise<T> {
    try {
      if (role === undefined || !(await this.#hasRole(role))) return await work();
      await this.#database.exec(`SET ROLE ${quoted(role)}`);
      // A transaction that has failed takes nothing but its end, which resets the role as well
      return await work().finally(() => this.#database.exec('RESET ROLE').catch(() => {}));
    } catch (error) {
      throw asServiceError(error);
    }
  }

  async #hasRole(role: string): Promise<boolean> {
    const sql = 'SELECT 1 FROM pg_roles WHERE rolname = $1';
    return (await this.#database.query(sql, [role])).rows.length > 0;
  }

  /** Begins a transaction once no other is open; resolves to its id. */
  begin(): Promise<string> {
    return new Promise((begun, failed) => {
      const open = async (end: () => void) => {
        await this.#database.exec('BEGIN');
        const id = randomUUID();
        this.#transactions.set(id, { end, timer: this.#timer(id) });
        begun(id);
      };
      const turn = () =>
        new Promise<void>((end, reject) => void open(end).catch(reject)).catch(failed);
      void this.#turns.run('session', turn);
    });
  }

  #timer = (id: string) =>
    setTimeout(() => void this.end(id, 'ROLLBACK').catch(() => {}), IDLE_MS).unref();

  #used(id: string): Transaction {
    const transaction = this.#transactions.get(id);
    if (!transaction)
      throw new ServiceError('TransactionNotFoundException', `Transaction ${id} is not found`);
    transaction.timer.refresh();
    return transaction;
  }

  async end(id: string, how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const { end, timer } = this.#used(id);
    await this.#turns.run(id, async () => {
      this.#transactions.delete(id);
      clearTimeout(timer);
      await this.#database.exec(how).finally(end);
    });
  }

  /** Waits until nobody else uses the session; resolves to what lets the others go on. */
  #taken(): Promise<() => void> {
    return new Promise((taken) => {
      void this.#turns.run('session', () => new Promise<void>((end) => taken(end)));
    });
  }

  /** A session as a role, if the database has it. A transaction keeps all others waiting until it ends. */
  session(role: string | undefined): WireSession {
    const database = this.#database;
    let release: (() => Promise<void>) | undefined;
    const enter = async () => {
      const end = await this.#taken();
      const isRole = role !== undefined && (await this.#hasRole(role));
      if (isRole) await database.exec(`SET ROLE ${quoted(role)}`);
      return async () => {
        release = undefined;
        if (isRole) await database.exec('RESET ROLE').catch(() => {});
        end();
      };
    };
    return {
      async exchange(messages) {
        release ??= await enter();
        const answer = await database.execProtocolRaw(messages).catch(async (error) => {
          await release?.();
          throw error;
        });
        if (isIdle(answer)) await release();
        return answer;
      },
      async close() {
        if (!release) return;
        await database.exec('ROLLBACK').catch(() => {});
        await release();
      },
    };
  }

  /** Puts a row into a table unless one of its key is there. */
  async seed(table: string, row: object): Promise<void> {
    const name = quoted(table);
    const sql = `INSERT INTO ${name} SELECT * FROM jsonb_populate_record(NULL::${name}, $1) ON CONFLICT DO NOTHING`;
    const work = () => this.#database.query(sql, [JSON.stringify(row)]);
    await this.#turns.run('session', () => this.#as(undefined, work));
  }

  async close(): Promise<void> {
    for (const { timer } of this.#transactions.values()) clearTimeout(timer);
    await this.#database.close();
  }
}
