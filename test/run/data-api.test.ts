import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../../src/io/package-root.ts';
import { jsonBody, type Reply } from '../../src/run/services/call.ts';
import { dataApi } from '../../src/run/services/databases/data-api.ts';
import { Postgres } from '../../src/run/services/databases/postgres.ts';
import { startPglite } from '../../src/run/services/emulators.ts';

let postgres: Postgres;

const service = dataApi({
  postgres: (arn) => (arn === 'cluster' ? postgres : undefined),
  userOf: (secretArn) => (secretArn === 'of-app' ? 'app' : 'postgres'),
});

async function call(operation: string, input: object): Promise<Reply> {
  const body = { resourceArn: 'cluster', secretArn: 'of-master', ...input };
  return service({
    service: 'rds-data',
    region: 'us-east-1',
    accessKeyId: 'key',
    method: 'POST',
    url: `/${operation}`,
    headers: {},
    body: Buffer.from(JSON.stringify(body)),
  });
}

const execute = async (sql: string, input: object = {}) =>
  jsonBody(await call('Execute', { sql, ...input }));

const begin = async () => String(jsonBody(await call('BeginTransaction', {})).transactionId);

const parameter = (name: string, value: object, typeHint?: string) => ({ name, value, typeHint });

beforeAll(async () => {
  postgres = new Postgres((await startPglite(packageRoot))!);
  await execute('CREATE TABLE things (id int PRIMARY KEY, name text)');
  await execute('CREATE ROLE app LOGIN');
  await execute('GRANT SELECT ON things TO app');
});

afterAll(() => postgres.close());

it.each([
  ['42', { longValue: 42 }, 'int4'],
  ['42::int8', { longValue: 42 }, 'int8'],
  ['1.5::float8', { doubleValue: 1.5 }, 'float8'],
  ['1.50::numeric', { stringValue: '1.50' }, 'numeric'],
  ['true', { booleanValue: true }, 'bool'],
  ["'a:b'::text", { stringValue: 'a:b' }, 'text'],
  ["'at 09:30:00+00'::text", { stringValue: 'at 09:30:00+00' }, 'text'],
  ["'\\x0102'::bytea", { blobValue: 'AQI=' }, 'bytea'],
  ['NULL::text', { isNull: true }, 'text'],
  ['ARRAY[1, 2]', { arrayValue: { longValues: [1, 2] } }, '_int4'],
  ['\'{"a": 1}\'::jsonb', { stringValue: '{"a": 1}' }, 'jsonb'],
  ["'2026-01-15'::date", { stringValue: '2026-01-15' }, 'date'],
  [
    "'2026-01-15 09:30:00.25+01'::timestamptz",
    { stringValue: '2026-01-15 08:30:00.25' },
    'timestamptz',
  ],
])('gives %s as the Data API does', async (expression, field, typeName) => {
  const answer = await execute(`SELECT ${expression} AS it`, { includeResultMetadata: true });
  expect(answer).toMatchObject({
    records: [[field]],
    columnMetadata: [{ name: 'it', label: 'it', typeName }],
  });
});

it.each([
  ['bigint', { longValue: 7 }, undefined],
  ['double precision', { doubleValue: 0.5 }, undefined],
  ['boolean', { booleanValue: false }, undefined],
  ['bytea', { blobValue: 'AQI=' }, undefined],
  ['character varying', { stringValue: 'a' }, undefined],
  ['uuid', { stringValue: '3b1f8c52-9d4e-4a67-b0c3-7e5a2d9f1846' }, 'UUID'],
  ['date', { stringValue: '2026-01-15' }, 'DATE'],
  ['numeric', { stringValue: '1.5' }, 'DECIMAL'],
  ['jsonb', { stringValue: '{}' }, 'JSON'],
])('takes a parameter as %s', async (type, value, hint) => {
  const parameters = [parameter('it', value, hint)];
  const { records } = await execute('SELECT CAST(pg_typeof(:it) AS text)', { parameters });
  expect(records).toEqual([[{ stringValue: type }]]);
});

it('knows parameters from texts, names, comments and casts', async () => {
  const sql = `SELECT ':a' || "x:a" || $$:a$$ || CAST(:a AS text)::text -- :b
    /* :b */ FROM (SELECT 'x' AS "x:a") AS t`;
  const { records } = await execute(sql, { parameters: [parameter('a', { stringValue: '!' })] });
  expect(records).toEqual([[{ stringValue: ':ax:a!' }]]);
});

it('refuses a parameter that is not given', async () => {
  expect(await execute('SELECT :a')).toMatchObject({
    __type: 'BadRequestException',
    message: 'Cannot find parameter: a',
  });
});

it('gives records as JSON, and how many rows a statement has changed', async () => {
  expect(await execute("INSERT INTO things VALUES (1, 'a'), (2, NULL)")).toEqual({
    numberOfRecordsUpdated: 2,
    generatedFields: [],
  });
  const { formattedRecords } = await execute('SELECT * FROM things ORDER BY id', {
    formatRecordsAs: 'JSON',
  });
  expect(JSON.parse(String(formattedRecords))).toEqual([
    { id: 1, name: 'a' },
    { id: 2, name: null },
  ]);
});

it('runs a batch with each of its sets', async () => {
  const sets = [10, 11].map((id) => [parameter('id', { longValue: id })]);
  const answer = await call('BatchExecute', {
    sql: "INSERT INTO things VALUES (:id, 'batch')",
    parameterSets: sets,
  });
  expect(jsonBody(answer).updateResults).toHaveLength(2);
  const { records } = await execute("SELECT id FROM things WHERE name = 'batch' ORDER BY id");
  expect(records).toEqual([[{ longValue: 10 }], [{ longValue: 11 }]]);
});

it("an error of the database has the Data API's name, and its code", async () => {
  const reply = await call('Execute', { sql: "INSERT INTO things VALUES (1, 'again')" });
  expect(reply.status).toBe(400);
  expect(reply.headers['x-amzn-errortype']).toBe('DatabaseErrorException');
  expect(jsonBody(reply).message).toMatch(/^ERROR: duplicate key .*; SQLState: 23505$/);
});

it('a user may do what is granted, and no more', async () => {
  const secretArn = 'of-app';
  expect(await execute('SELECT count(*) FROM things', { secretArn })).toHaveProperty('records');
  expect(await execute('DELETE FROM things', { secretArn })).toMatchObject({
    message: expect.stringContaining('permission denied'),
  });
  expect(await execute('SELECT CAST(current_user AS text)')).toMatchObject({
    records: [[{ stringValue: 'postgres' }]],
  });
});

it('others see a transaction when it is committed, and nothing of one that is rolled back', async () => {
  const transactionId = await begin();
  await execute("INSERT INTO things VALUES (20, 'kept')", { transactionId });
  const seen = execute('SELECT name FROM things WHERE id = 20');
  await call('CommitTransaction', { transactionId });
  expect(await seen).toMatchObject({ records: [[{ stringValue: 'kept' }]] });

  const undone = await begin();
  await execute('DELETE FROM things WHERE id = 20', { transactionId: undone });
  await call('RollbackTransaction', { transactionId: undone });
  expect(await execute('SELECT name FROM things WHERE id = 20')).toMatchObject({
    records: [[{ stringValue: 'kept' }]],
  });
});

it('a transaction goes on as the master after an error of a user', async () => {
  const transactionId = await begin();
  const refused = await execute('DELETE FROM things', { transactionId, secretArn: 'of-app' });
  expect(refused).toMatchObject({ __type: 'DatabaseErrorException' });
  await call('RollbackTransaction', { transactionId });
  expect(await execute('SELECT CAST(current_user AS text)')).toMatchObject({
    records: [[{ stringValue: 'postgres' }]],
  });
});

it.each([
  ['CommitTransaction', { transactionId: 'none' }, 'TransactionNotFoundException'],
  ['Execute', { sql: 'SELECT 1', transactionId: 'none' }, 'TransactionNotFoundException'],
  ['Execute', { sql: 'SELECT 1', resourceArn: 'other' }, 'DatabaseNotFoundException'],
  ['ExecuteSql', { sql: 'SELECT 1' }, 'NotEmulated'],
])('%s of what is not there is refused', async (operation, input, type) => {
  expect(jsonBody(await call(operation, input)).__type).toBe(type);
});
