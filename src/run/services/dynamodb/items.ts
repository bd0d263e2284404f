import type { Table } from '../../../infrastructure/resolve/deployment.ts';
import { mapsOf } from '../../../infrastructure/resolve/read/values.ts';
import { type Call, outputOf, ownCall, type Service } from '../call.ts';

export type Item = Readonly<Record<string, unknown>>;

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

  /** Puts an item back as it was: undefined for none. */
  restore = (TableName: string, Key: Item, item: Item | undefined) =>
    item
      ? this.send('PutItem', { TableName, Item: item })
      : this.send('DeleteItem', { TableName, Key });
}

/** The attributes of a table's key, by its definition. */
export const keyNames = ({ definition }: Table): readonly string[] =>
  mapsOf(definition.KeySchema).map(({ AttributeName }) => String(AttributeName));

export const keyOf = (table: Table, item: Item): Item =>
  Object.fromEntries(keyNames(table).map((name) => [name, item[name]]));
