import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { RollbackTransactionCommand } from '@aws-sdk/client-rds-data';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { statementsOf } from '../../scripts/bundled-migrations.ts';
import { dataApi, postgres } from '../support/data-api.ts';
import { answerMigrations } from '../support/database-user.ts';
import { logged } from '../support/lambda.ts';
import { migrating } from '../../src/shared/migrations.ts';

const FIRST = { '001.sql': ['CREATE TABLE things (name text)', 'GRANT SELECT ON things TO app'] };
const BROKEN = { ...FIRST, '002.sql': ['CREATE TABLE others (name text)', 'NO SQL'] };

const tables = async () => {
  const { rows } = await postgres.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
};

beforeEach(async () => {
  await answerMigrations();
  await postgres.exec('DROP TABLE IF EXISTS things, migrations');
}, 60_000);

afterAll(() => postgres.close());

test('runs each migration once', async () => {
  await migrating('items', FIRST)({});
  await migrating('items', FIRST)({});

  expect(await tables()).toEqual(['migrations', 'things']);
});

test('the user may do what a migration grants, and nothing else', async () => {
  await migrating('items', FIRST)({});

  await postgres.exec('SET ROLE app');
  await expect(postgres.query('SELECT * FROM things')).resolves.toBeDefined();
  await expect(postgres.query('DROP TABLE things')).rejects.toThrow('must be owner');
  await expect(postgres.query('SELECT * FROM migrations')).rejects.toThrow('permission denied');
  await postgres.exec('RESET ROLE');
});

test('a migration that fails leaves nothing behind', async () => {
  await expect(migrating('items', BROKEN)({})).rejects.toThrow('syntax error');

  expect(await tables()).toEqual([]);
  expect(logged()).toMatch(/"Migration failed".*syntax error/);
});

test('a transaction that has ended by itself does not hide why', async () => {
  dataApi.on(RollbackTransactionCommand).rejects(new Error('no such transaction'));

  await expect(migrating('items', BROKEN)({})).rejects.toThrow('syntax error');
  await postgres.exec('ROLLBACK');
});

test.each([
  ['Create', FIRST, 'SUCCESS', ['migrations', 'things']],
  ['Create', BROKEN, 'FAILED', []],
  ['Delete', FIRST, 'SUCCESS', []],
])('%s with %j is answered with %s', async (RequestType, migrations, Status, made) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answered = new Promise((resolve) => {
    server.once('request', async (request, response) => {
      resolve({ type: request.headers['content-type'], body: await json(request) });
      response.end();
    });
  });
  const ids = { StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Migration' };

  await migrating(
    'items',
    migrations,
  )({
    ...ids,
    RequestType,
    ResponseURL: `http://127.0.0.1:${port}/`,
  });

  // A type of content would not match the signature of the address
  const body = { ...ids, PhysicalResourceId: 'items', Status };
  expect(await answered).toMatchObject({ type: '', body });
  expect(await tables()).toEqual(made);
  server.closeAllConnections();
  server.close();
});

test('statements end with a semicolon at the end of a line, outside of $$', () => {
  const sql = "-- About\nSELECT 1;\n\nSELECT ';' AS x,\n  2;\nDO $$\n BEGIN x;\n END $$;\nSELECT 3";

  expect(statementsOf(sql)).toEqual([
    'SELECT 1',
    "SELECT ';' AS x,\n  2",
    'DO $$\n BEGIN x;\n END $$',
    'SELECT 3',
  ]);
});
