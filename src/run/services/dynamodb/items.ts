import type { Table } from '../../../infrastructure/resolve/deployment.ts';
import { mapsOf } from '../../../infrastructure/resolve/read/values.ts';
import { type Call, outputOf, ownCall, type Service } from '../call.ts';

export type Item = Readonly<Record<string, unknown>>;

interface Page {
  readonly Items?: readonly Item[];
  readonly LastEvaluatedKey?: Item;
}

const TARGET = 'DynamoDB_20120810';

/** Calls the emulator itself, by the names of DynamoDB's API. */
export class Items {
  readonly #service: Service;

  constructor(service: Service) {
    this.#service = service;
  }

  forward = (call: Call) => this.#service(call);

  async send<T = Record<string, unknown>>(operation: string, input: object): Promise<T> {
    const call = ownCall('dynamodb', `${TARGET}.${operation}`, input, 'us-east-1');
    return outputOf<T>(await this.#service(call));
  }

  async get(TableName: string, Key: Item): Promise<Item | undefined> {
    const { Item } = await this.send<{ Item?: Item }>('GetItem', {
      TableName,
      Key,
      ConsistentRead: true,
    });
    return Item;
  }

  /** Every item of a table that a filter lets through: a scan gives a page of 1 MB at a time. */
  async scanAll(TableName: string, filter: object): Promise<readonly Item[]> {
    const found: Item[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const page: Page = await this.send('Scan', { TableName, ...filter, ExclusiveStartKey });
      found.push(...(page.Items ?? []));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return found;
  }

  /** Puts an item back as it was: undefined for none. */
  restore = (TableName: string, Key: Item, item: Item | undefined) =>
    item
      ? this.send('PutItem', { TableName, Item: item })
      : this.send('DeleteItem', { TableName, Key });
}

/** The attributes of a table's key, by its definition. */
const keyNames = ({ definition }: Table): readonly string[] =>
  mapsOf(definition.KeySchema).map(({ AttributeName }) => String(AttributeName));

export const keyOf = (table: Table, item: Item): Item =>
  Object.fromEntries(keyNames(table).map((name) => [name, item[name]]));
