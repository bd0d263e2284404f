import type { Table } from '../../../infrastructure/resolve/deployment.ts';
import {
  answered,
  type Call,
  errorType,
  jsonBody,
  jsonReply,
  operationOf,
  type Reply,
  type Service,
  ServiceError,
} from '../call.ts';
import { Gate, Turns } from '../locks.ts';
import { ensureTable } from './create-table.ts';
import { type Item, Items, keyOf } from './items.ts';
import { type Change, recordOf, type StreamRecord } from './streams.ts';
import { byTableName } from './table-names.ts';
import { Transactions } from './transactions.ts';

interface WriteInput {
  readonly TableName: string;
  readonly Key?: Item;
  readonly Item?: Item;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

type WriteRequest = {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
};

const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);

/** How often items are looked for whose time has come, in milliseconds. */
const TTL_MS = 30_000;

export type OnRecord = (record: StreamRecord, accessKeyId: string) => void;

/** The emulated DynamoDB with what it lacks: streams, transactions, TTL, and the item of a failed condition. */
export class DynamoDb {
  readonly #items: Items;
  readonly #gate = new Gate();
  readonly #turns = new Turns();
  readonly #transactions: Transactions;
  readonly #onRecord: OnRecord;
  readonly #timer = setInterval(() => void this.expire().catch(() => {}), TTL_MS);
  #tables = new Map<string, Table>();

  constructor(backend: Service, onRecord: OnRecord) {
    this.#items = new Items(backend);
    this.#onRecord = onRecord;
    this.#transactions = new Transactions(this.#items, (name) => this.#tables.get(name));
    this.#timer.unref();
  }

  /** Creates the tables that do not exist yet, and gives the others their indexes. */
  async create(tables: readonly Table[]): Promise<void> {
    this.#tables = new Map(tables.map((table) => [table.name, table]));
    const alone = (work: () => Promise<void>) => this.#gate.transaction(work);
    // Nothing still changes a table when this rejects: the caller may create the former tables then
    const done = await Promise.allSettled(
      tables.map((table) => ensureTable(this.#items, table, alone)),
    );
    const failed = done.find(({ status }) => status === 'rejected');
    if (failed) throw (failed as PromiseRejectedResult).reason;
  }

  /** Puts an item where there is none of its key, and tells no stream. */
  async seed(table: Table, item: Item): Promise<void> {
    if (await this.#items.get(table.name, keyOf(table, item))) return;
    await this.#items.send('PutItem', { TableName: table.name, Item: item });
  }

  /** At most so many items of a table. */
  async scan(TableName: string, Limit: number): Promise<readonly Item[]> {
    const { Items: found = [] } = await this.#items.send<{ Items?: Item[] }>('Scan', {
      TableName,
      Limit,
    });
    return found;
  }

  readonly call: Service = (call) =>
    answered(() => byTableName(call, (each) => this.#answer(each)));

  #answer(call: Call): Promise<Reply> {
    const operation = operationOf(call);
    if (operation === 'TransactWriteItems')
      return this.#gate.transaction(() => this.#transact(call));
    if (operation === 'TransactGetItems')
      return this.#gate.transaction(() => this.#transactions.read(jsonBody(call)));
    return this.#gate.call(() => this.#single(operation, call));
  }

  #single(operation: string, call: Call): Promise<Reply> {
    if (operation === 'UpdateTimeToLive') return Promise.resolve(this.#updateTtl(call));
    if (operation === 'BatchWriteItem') return this.#batch(call);
    if (!WRITES.has(operation)) return this.#items.forward(call);
    const input = jsonBody<WriteInput>(call);
    const table = this.#tables.get(input.TableName);
    const wantsOld = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    if (!table || (!table.streamArn && !wantsOld)) return this.#items.forward(call);
    return this.#turns.run(table.name, () => this.#write(call, table, input));
  }

  async #write(call: Call, table: Table, input: WriteInput): Promise<Reply> {
    const key = input.Key ?? keyOf(table, input.Item ?? {});
    // A key that is wrong is the emulator's to refuse
    const before = await this.#items.get(table.name, key).catch(() => undefined);
    const reply = await this.#items.forward(call);
    if (reply.status >= 300) return withOldItem(reply, input, before);
    if (table.streamArn)
      this.#publish(table, { before, after: await this.#items.get(table.name, key) }, call);
    return reply;
  }

  async #batch(call: Call): Promise<Reply> {
    const { RequestItems = {} } = jsonBody<{ RequestItems?: Record<string, WriteRequest[]> }>(call);
    const writes = Object.entries(RequestItems).flatMap(([name, requests]) => {
      const table = this.#tables.get(name);
      return table?.streamArn
        ? requests.map((each) => ({ table, key: batchKey(table, each) }))
        : [];
    });
    if (writes.length === 0) return this.#items.forward(call);
    const names = [...new Set(writes.map(({ table }) => table.name))];
    return this.#turns.runAll(names, async () => {
      const read = () =>
        Promise.all(
          writes.map(({ table, key }) => this.#items.get(table.name, key).catch(() => undefined)),
        );
      const before = await read();
      const reply = await this.#items.forward(call);
      const after = await read();
      writes.forEach(({ table }, at) => {
        this.#publish(table, { before: before[at], after: after[at] }, call);
      });
      return reply;
    });
  }

  async #transact(call: Call): Promise<Reply> {
    const { reply, changes } = await this.#transactions.write(jsonBody(call));
    for (const { table, ...change } of changes) this.#publish(table, change, call);
    return reply;
  }

  #publish(table: Table, change: Change, { accessKeyId }: Pick<Call, 'accessKeyId'>): void {
    const record = recordOf(table, change);
    if (record) this.#onRecord(record, accessKeyId);
  }

  #updateTtl(call: Call): Reply {
    const { TableName, TimeToLiveSpecification: specification } = jsonBody<{
      TableName: string;
      TimeToLiveSpecification: { AttributeName: string; Enabled: boolean };
    }>(call);
    const table = this.#tables.get(TableName);
    const ttlAttribute = specification.Enabled ? specification.AttributeName : undefined;
    if (table) this.#tables.set(TableName, { ...table, ttlAttribute });
    return jsonReply({ TimeToLiveSpecification: specification });
  }

  /** Deletes the items whose time has come, as DynamoDB does some time later. */
  async expire(now = Date.now()): Promise<void> {
    for (const table of this.#tables.values()) {
      if (!table.ttlAttribute) continue;
      const isExpired = expiredAt(table.ttlAttribute, Math.floor(now / 1000));
      const found = await this.#items.scanAll(table.name, isExpired('FilterExpression'));
      for (const item of found)
        await this.#gate.call(() =>
          this.#turns.run(table.name, () =>
            this.#delete(table, item, isExpired('ConditionExpression')),
          ),
        );
    }
  }

  /** An item that was written since it was found is deleted only if it has expired as well. */
  async #delete(table: Table, item: Item, condition: object): Promise<void> {
    const input = { TableName: table.name, Key: keyOf(table, item), ReturnValues: 'ALL_OLD' };
    const { Attributes: before } = await this.#items
      .send<{ Attributes?: Item }>('DeleteItem', { ...input, ...condition })
      .catch(unlessConditionFailed);
    if (before)
      this.#publish(table, { before, after: undefined, isExpired: true }, { accessKeyId: '' });
  }

  close = () => clearInterval(this.#timer);
}

const FIVE_YEARS_SECONDS = 5 * 365 * 86_400;

/**
 * The condition that an item has expired: not longer ago than five years, as what is older is never deleted.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html
 */
const expiredAt = (attribute: string, now: number) => (expression: string) => ({
  [expression]: '#ttl < :now AND #ttl > :oldest',
  ExpressionAttributeNames: { '#ttl': attribute },
  ExpressionAttributeValues: {
    ':now': { N: String(now) },
    ':oldest': { N: String(now - FIVE_YEARS_SECONDS) },
  },
});

function unlessConditionFailed(error: unknown): { Attributes?: Item } {
  if (error instanceof ServiceError && error.type === 'ConditionalCheckFailedException') return {};
  throw error;
}

const batchKey = (table: Table, { PutRequest, DeleteRequest }: WriteRequest): Item =>
  DeleteRequest?.Key ?? keyOf(table, PutRequest?.Item ?? {});

function withOldItem(reply: Reply, input: WriteInput, before: Item | undefined): Reply {
  if (input.ReturnValuesOnConditionCheckFailure !== 'ALL_OLD' || !before) return reply;
  const error = jsonBody<Record<string, unknown>>(reply);
  if (errorType(error.__type) !== 'ConditionalCheckFailedException') return reply;
  const { 'content-length': _, 'x-amz-crc32': __, ...headers } = reply.headers;
  return { ...reply, headers, body: Buffer.from(JSON.stringify({ ...error, Item: before })) };
}
