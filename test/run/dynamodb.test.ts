import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Table } from '../../src/infrastructure/resolve/deployment.ts';
import { packageRoot } from '../../src/io/package-root.ts';
import { Backend } from '../../src/run/services/backend.ts';
import { outputOf, ownCall } from '../../src/run/services/call.ts';
import { DynamoDb } from '../../src/run/services/dynamodb/dynamodb.ts';
import type { StreamRecord } from '../../src/run/services/dynamodb/streams.ts';
import { type Emulator, startDynalite } from '../../src/run/services/emulators.ts';

const table: Table = {
  id: 'T',
  stack: 's',
  name: 'table',
  arn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/table',
  streamArn: 'arn:stream',
  streamView: 'NEW_AND_OLD_IMAGES',
  ttlAttribute: 'ttl',
  definition: {
    TableName: 'table',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  },
};

let emulator: Emulator;
let backend: Backend;
let dynamodb: DynamoDb;
let records: StreamRecord[] = [];
let count = 0;

beforeAll(async () => {
  emulator = (await startDynalite(packageRoot))!;
  backend = new Backend(emulator.url);
  dynamodb = new DynamoDb(backend.call, (record) => records.push(record));
  await dynamodb.create([table]);
});

afterAll(async () => {
  dynamodb.close();
  backend.close();
  await emulator.close();
});

beforeEach(() => {
  records = [];
  count += 1;
});

// biome-ignore lint/suspicious/noExplicitAny: outputs differ by operation
async function send(operation: string, input: object): Promise<any> {
  return outputOf(
    await dynamodb.call(ownCall('dynamodb', `DynamoDB_20120810.${operation}`, input, 'us-east-1')),
  );
}

const key = (id: string) => ({ id: { S: `${id}${count}` } });
const item = (id: string, n: number) => ({ ...key(id), n: { N: String(n) } });
const put = (id: string, n: number) => ({ Put: { TableName: 'table', Item: item(id, n) } });
const get = async (id: string) =>
  (await send('GetItem', { TableName: 'table', Key: key(id) })).Item;

describe('streams', () => {
  it('have a record of every change, and of nothing else', async () => {
    await send('PutItem', { TableName: 'table', Item: item('a', 1) });
    await send('PutItem', { TableName: 'table', Item: item('a', 1) });
    await send('UpdateItem', {
      TableName: 'table',
      Key: key('a'),
      UpdateExpression: 'SET n = :n',
      ExpressionAttributeValues: { ':n': { N: '2' } },
    });
    await send('DeleteItem', { TableName: 'table', Key: key('a') });
    await send('DeleteItem', { TableName: 'table', Key: key('a') });
    expect(
      records.map(({ eventName, dynamodb: { OldImage, NewImage } }) => [
        eventName,
        OldImage,
        NewImage,
      ]),
    ).toEqual([
      ['INSERT', undefined, item('a', 1)],
      ['MODIFY', item('a', 1), item('a', 2)],
      ['REMOVE', item('a', 2), undefined],
    ]);
    expect(records[0]).toMatchObject({
      eventSourceARN: 'arn:stream',
      awsRegion: 'eu-west-1',
      dynamodb: { Keys: key('a') },
    });
  });

  it('have what is written in batches', async () => {
    await send('BatchWriteItem', {
      RequestItems: {
        table: [{ PutRequest: { Item: item('a', 1) } }, { PutRequest: { Item: item('b', 2) } }],
      },
    });
    expect(records).toHaveLength(2);
  });
});

describe('transactions', () => {
  it('write all', async () => {
    await send('TransactWriteItems', { TransactItems: [put('a', 1), put('b', 2)] });
    expect([await get('a'), await get('b')]).toEqual([item('a', 1), item('b', 2)]);
    expect(records).toHaveLength(2);
    const { Responses } = await send('TransactGetItems', {
      TransactItems: [
        { Get: { TableName: 'table', Key: key('a') } },
        { Get: { TableName: 'table', Key: key('z') } },
      ],
    });
    expect(Responses).toEqual([{ Item: item('a', 1) }, {}]);
  });

  it('write nothing when a condition fails, and say which', async () => {
    await send('PutItem', { TableName: 'table', Item: item('a', 1) });
    records = [];
    const guarded = {
      Put: {
        TableName: 'table',
        Item: item('a', 9),
        ConditionExpression: 'attribute_not_exists(id)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    };
    const failed = send('TransactWriteItems', { TransactItems: [put('b', 2), guarded] });
    await expect(failed).rejects.toMatchObject({
      type: 'TransactionCanceledException',
      details: {
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'ConditionalCheckFailed', Item: item('a', 1) },
        ],
      },
    });
    expect([await get('a'), await get('b')]).toEqual([item('a', 1), undefined]);
    expect(records).toEqual([]);
  });

  it.each([
    ['attribute_exists(id)', true],
    ['attribute_not_exists(id)', false],
  ])('check %s without a write', async (ConditionExpression, holds) => {
    await send('PutItem', { TableName: 'table', Item: item('a', 1) });
    const check = { ConditionCheck: { TableName: 'table', Key: key('a'), ConditionExpression } };
    const done = await send('TransactWriteItems', { TransactItems: [check, put('b', 2)] }).then(
      () => true,
      () => false,
    );
    expect(done).toBe(holds);
    expect(await get('a')).toEqual(item('a', 1));
    expect(await get('b')).toEqual(holds ? item('b', 2) : undefined);
  });

  it('check what is not there', async () => {
    const check = {
      ConditionCheck: {
        TableName: 'table',
        Key: key('z'),
        ConditionExpression: 'attribute_not_exists(id)',
      },
    };
    await send('TransactWriteItems', { TransactItems: [check, put('b', 2)] });
    expect([await get('z'), await get('b')]).toEqual([undefined, item('b', 2)]);
  });

  it('give the reason of each item that fails', async () => {
    const check = (id: string) => ({
      ConditionCheck: {
        TableName: 'table',
        Key: key(id),
        ConditionExpression: 'attribute_exists(id)',
      },
    });
    const failed = send('TransactWriteItems', {
      TransactItems: [check('x'), put('b', 2), check('y')],
    });
    await expect(failed).rejects.toMatchObject({
      details: {
        CancellationReasons: [
          { Code: 'ConditionalCheckFailed' },
          { Code: 'None' },
          { Code: 'ConditionalCheckFailed' },
        ],
      },
    });
    expect(await get('b')).toBeUndefined();
  });

  it.each([
    ['ResourceNotFoundException', { TableName: 'none', Key: { id: { S: 'a' } } }],
    ['ValidationException', { TableName: 'table', Key: { other: { S: 'a' } } }],
  ])('answer with %s, as the service does', async (type, Delete) => {
    await expect(send('TransactWriteItems', { TransactItems: [{ Delete }] })).rejects.toMatchObject(
      {
        type,
      },
    );
  });

  it('are written once for a token, which no other transaction may have', async () => {
    const ClientRequestToken = `token${count}`;
    const once = { ClientRequestToken, TransactItems: [put('a', 1)] };
    await send('TransactWriteItems', once);
    await send('PutItem', put('a', 2).Put);
    await send('TransactWriteItems', once);
    expect(await get('a')).toEqual(item('a', 2));
    const other = { ClientRequestToken, TransactItems: [put('a', 3)] };
    await expect(send('TransactWriteItems', other)).rejects.toMatchObject({
      type: 'IdempotentParameterMismatchException',
    });
    expect(await get('a')).toEqual(item('a', 2));
  });

  it('that were cancelled are tried again with their token', async () => {
    const ConditionExpression = 'attribute_not_exists(id)';
    const again = {
      ClientRequestToken: `token${count}`,
      TransactItems: [{ Put: { ...put('a', 1).Put, ConditionExpression } }],
    };
    await send('PutItem', put('a', 2).Put);
    await expect(send('TransactWriteItems', again)).rejects.toThrow();
    await send('DeleteItem', { TableName: 'table', Key: key('a') });
    await send('TransactWriteItems', again);
    expect(await get('a')).toEqual(item('a', 1));
  });

  it('name an item once', async () => {
    await expect(
      send('TransactWriteItems', { TransactItems: [put('a', 1), put('a', 2)] }),
    ).rejects.toThrow('multiple operations');
  });

  it('exclude each other', async () => {
    await send('PutItem', { TableName: 'table', Item: item('a', 0) });
    const add = {
      Update: {
        TableName: 'table',
        Key: key('a'),
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    };
    await Promise.all(
      Array.from({ length: 10 }, () => send('TransactWriteItems', { TransactItems: [add] })),
    );
    expect(await get('a')).toEqual(item('a', 10));
  });
});

it('deletes all that has expired, page by page', async () => {
  const ttl = { N: String(Math.floor(Date.now() / 1000) - 60) };
  const large = { S: 'x'.repeat(300_000) };
  for (const n of [1, 2, 3, 4, 5])
    await send('PutItem', { TableName: 'table', Item: { ...key(`large${n}-`), ttl, large } });
  records = [];
  await dynamodb.expire();
  expect(records).toHaveLength(5);
});

it('does not delete what was written again since it was found', async () => {
  const ttl = { N: String(Math.floor(Date.now() / 1000) - 60) };
  await send('PutItem', { TableName: 'table', Item: { ...key('again'), ttl } });
  const expiring = dynamodb.expire();
  await send('PutItem', {
    TableName: 'table',
    Item: { ...key('again'), ttl: { N: '99999999999' } },
  });
  await expiring;
  expect(await get('again')).toMatchObject({ ttl: { N: '99999999999' } });
});

it('gives the item of a failed condition where that is asked for', async () => {
  await send('PutItem', { TableName: 'table', Item: item('a', 1) });
  const input = {
    TableName: 'table',
    Item: item('a', 2),
    ConditionExpression: 'attribute_not_exists(id)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
  await expect(send('PutItem', input)).rejects.toMatchObject({
    type: 'ConditionalCheckFailedException',
    details: { Item: item('a', 1) },
  });
});

it('deletes what has expired, as the service itself', async () => {
  const past = { N: String(Math.floor(Date.now() / 1000) - 60) };
  await send('PutItem', { TableName: 'table', Item: { ...key('old'), ttl: past } });
  // What expired more than five years ago stays
  await send('PutItem', { TableName: 'table', Item: { ...key('ancient'), ttl: { N: '1000' } } });
  await send('PutItem', { TableName: 'table', Item: { ...key('new'), ttl: { N: '99999999999' } } });
  records = [];
  await dynamodb.expire();
  expect([await get('old'), Boolean(await get('new')), Boolean(await get('ancient'))]).toEqual([
    undefined,
    true,
    true,
  ]);
  expect(records).toMatchObject([
    { eventName: 'REMOVE', userIdentity: { principalId: 'dynamodb.amazonaws.com' } },
  ]);
});

it('takes the ARN of a table for its name, and answers by it', async () => {
  const { arn } = table;
  await send('PutItem', { TableName: arn, Item: item('a', 1) });
  expect(records.map(({ eventName }) => eventName)).toEqual(['INSERT']);
  const Put = { TableName: arn, Item: item('b', 2) };
  await send('TransactWriteItems', { TransactItems: [{ Put }] });
  const PutRequest = { Item: { ...item('c', 3), from: { S: arn } } };
  await send('BatchWriteItem', { RequestItems: { [arn]: [{ PutRequest }] } });
  const Keys = [key('b'), key('c')];
  const { Responses } = await send('BatchGetItem', { RequestItems: { [arn]: { Keys } } });
  expect(Object.keys(Responses)).toEqual([arn]);
  expect(Responses[arn]).toEqual(expect.arrayContaining([item('b', 2), PutRequest.Item]));
});

it('has tables when they are created, and seeds what is not there', async () => {
  const other = {
    ...table,
    name: `t${count}`,
    definition: { ...table.definition, TableName: `t${count}` },
  };
  await dynamodb.create([table, other]);
  await dynamodb.seed(other, item('a', 1));
  await dynamodb.seed(other, item('a', 2));
  expect(await dynamodb.scan(other.name, 10)).toEqual([item('a', 1)]);
  expect(records).toEqual([]);
});

const grows = (attributes: readonly string[], more: object): Table => ({
  ...table,
  name: 'grows',
  definition: {
    TableName: 'grows',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes.map((each) => ({ AttributeName: each, AttributeType: 'S' })),
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ...more,
  },
});

const index = {
  IndexName: 'byOwner',
  KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
};

function another(): DynamoDb {
  const own = new DynamoDb(backend.call, () => {});
  onTestFinished(() => own.close());
  return own;
}

it('a table gets the indexes that its definition has now, and keeps its items; not another key', async () => {
  const own = another();
  const indexed = grows(['id', 'owner'], { GlobalSecondaryIndexes: [index] });
  await own.create([grows(['id'], {})]);
  const items = Array.from({ length: 30 }, (_, n) => ({
    id: { S: `${n}` },
    owner: { S: n % 2 === 0 ? 'ada' : 'bob' },
  }));
  for (const each of items) await own.seed(indexed, each);
  await own.create([indexed]);
  const query = {
    TableName: 'grows',
    IndexName: 'byOwner',
    KeyConditionExpression: '#o = :o',
    ExpressionAttributeNames: { '#o': 'owner' },
    ExpressionAttributeValues: { ':o': { S: 'ada' } },
  };
  expect((await send('Query', query)).Count).toBe(15);
  expect(await send('ListTables', {})).not.toMatchObject({
    TableNames: expect.arrayContaining([expect.stringContaining('lambda-gen')]),
  });
  // The same again changes nothing
  await own.create([indexed]);
  const otherKey = grows(['owner'], { KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }] });
  await expect(own.create([otherKey])).rejects.toMatchObject({ kind: 'refused' });
  await own.create([grows(['id'], {})]);
  expect(await own.scan('grows', 100)).toHaveLength(30);
});

it('an item that a new index cannot have costs no item', async () => {
  const own = another();
  const plain = { ...table, name: 'odd', definition: { ...table.definition, TableName: 'odd' } };
  const { definition } = grows(['id', 'owner'], { GlobalSecondaryIndexes: [index] });
  const indexed = { ...plain, definition: { ...definition, TableName: 'odd' } };
  // As a run that was killed leaves it
  const left = { ...plain, definition: { ...table.definition, TableName: 'odd-lambda-gen' } };
  await own.create([plain, left]);
  await own.seed(plain, { id: { S: 'a' }, owner: { S: 'ada' } });
  await own.seed(plain, { id: { S: 'b' }, owner: { N: '1' } });
  await expect(own.create([indexed])).rejects.toMatchObject({ kind: 'refused' });
  expect(await own.scan('odd', 10)).toHaveLength(2);
  await own.create([plain]);
  expect(await own.scan('odd', 10)).toHaveLength(2);
});

it('is done with every table when one is refused', async () => {
  const own = another();
  const refused = { ...table, name: 'refused' };
  const keyed = (name: string) => ({
    ...refused,
    definition: {
      ...table.definition,
      TableName: 'refused',
      AttributeDefinitions: [{ AttributeName: name, AttributeType: 'S' }],
      KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
    },
  });
  await own.create([keyed('id'), grows(['id'], {})]);
  const indexed = grows(['id', 'owner'], { GlobalSecondaryIndexes: [index] });
  await expect(own.create([keyed('other'), indexed])).rejects.toMatchObject({ kind: 'refused' });
  expect((await send('DescribeTable', { TableName: 'grows' })).Table).toMatchObject({
    TableStatus: 'ACTIVE',
    GlobalSecondaryIndexes: [{ IndexName: 'byOwner' }],
  });
});
