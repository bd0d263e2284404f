import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Postgres } from '../../src/run/services/databases/postgres.ts';
import { listenForClients } from '../../src/run/services/databases/wire.ts';

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

const message = (type: string, text: string) =>
  Buffer.concat([Buffer.from(type), int32(text.length + 5), Buffer.from(`${text}\0`)]);

/** A client of PostgreSQL that sends one statement at a time, as a text. */
class Client {
  readonly #socket: Socket;
  #received = '';

  private constructor(socket: Socket) {
    this.#socket = socket.on('data', (chunk) => {
      this.#received += chunk.toString('latin1');
    });
  }

  static async open(port: number, user: string): Promise<Client> {
    const socket = connect(port, '127.0.0.1');
    const client = new Client(socket);
    await client.#answer(Buffer.concat([int32(8), int32(80877103)]), /^N$/);
    const start = Buffer.from(`user\0${user}\0database\0app\0\0`);
    // In two parts, as a network may bring it
    socket.write(Buffer.concat([int32(start.length + 8), int32(196608)]));
    await client.#answer(start, /^R/);
    await client.#answer(message('p', 'token'), /Z\0\0\0.I$/s);
    return client;
  }

  async #answer(request: Buffer, end: RegExp): Promise<string> {
    this.#received = '';
    this.#socket.write(request);
    while (!end.test(this.#received)) await once(this.#socket, 'data');
    return this.#received;
  }

  query = (sql: string) => this.#answer(message('Q', sql), /Z\0\0\0.[ITE]$/s);

  async close(): Promise<void> {
    this.#socket.destroy();
    await once(this.#socket, 'close');
  }
}

let listening: Awaited<ReturnType<typeof listenForClients>>;
let postgres: Postgres;

beforeAll(async () => {
  const database = await PGlite.create();
  await database.exec('CREATE ROLE app; CREATE TABLE things (name text); CREATE TABLE others ()');
  await database.exec('GRANT ALL ON things TO app');
  postgres = new Postgres(database);
  listening = await listenForClients(async () => postgres);
}, 120_000);

afterAll(async () => {
  listening.server.close();
  await postgres.close();
});

it('lets a client do what its role may', async () => {
  const client = await Client.open(listening.port, 'app');
  expect(await client.query("INSERT INTO things VALUES ('one')")).toContain('INSERT 0 1');
  expect(await client.query('SELECT name FROM things')).toContain('one');
  expect(await client.query('SELECT * FROM others')).toContain('permission denied');
  expect(await client.query('SELECT current_user')).toContain('app');
  await client.close();
});

it('is not in the way of the Data API, which has the rights of its own user', async () => {
  const client = await Client.open(listening.port, 'app');
  await client.query('SELECT 1');
  const [result] = await postgres.execute('SELECT current_user', [[]], {});
  expect(result!.records).toEqual([[{ stringValue: 'postgres' }]]);
  await client.close();
});

it('keeps others waiting until a transaction ends, also by the end of its client', async () => {
  const [first, second] = [
    await Client.open(listening.port, 'app'),
    await Client.open(listening.port, 'app'),
  ];
  await first.query('BEGIN');
  await first.query('DELETE FROM things');
  const count = second.query('SELECT count(*) FROM things');
  await first.close();
  expect(await count).toContain('SELECT 1');
  expect(await second.query('SELECT name FROM things')).toContain('one');
  await second.close();
});

it('says why a database cannot be used', async () => {
  const failing = await listenForClients(() => Promise.reject(new Error('No database')));
  const socket = connect(failing.port, '127.0.0.1');
  const start = Buffer.from('user\0app\0\0');
  socket.write(Buffer.concat([int32(start.length + 8), int32(196608), start]));
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  await once(socket, 'close');
  expect(text).toContain('No database');
  failing.server.close();
});
