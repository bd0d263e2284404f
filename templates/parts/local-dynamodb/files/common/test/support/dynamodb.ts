import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';

/** The SDK's handler has this method; its type does not show it. */
interface HttpHandler {
  updateHttpClientConfig(key: 'connectionTimeout' | 'requestTimeout', milliseconds: number): void;
}

/** Starts an in-memory DynamoDB for `client` and this process's other ones; resolves to what stops it. */
export async function startDynamodb(client: DynamoDBDocumentClient): Promise<() => Promise<void>> {
  const server = dynalite({ createTableMs: 0 }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${port}`;
  // It has but a share of this process: on a busy machine it is later than DynamoDB ever is
  const handler = client.config.requestHandler as unknown as HttpHandler;
  handler.updateHttpClientConfig('connectionTimeout', 20_000);
  handler.updateHttpClientConfig('requestTimeout', 20_000);
  answerOldItems(client);
  return promisify(server.close.bind(server));
}

interface Write {
  Item?: Values;
  Key?: Values;
  ReturnValuesOnConditionCheckFailure?: string;
  TableName: string;
}

type Values = Record<string, AttributeValue>;

/** Names of the keys of each table. */
const keys: Record<string, string[]> = {};

/** Adds what dynalite leaves out of a failed condition's answer: the item that it has met. */
function answerOldItems(dynamodb: DynamoDBDocumentClient): void {
  const answer = async (error: unknown, write: Write) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { TableName, Item = {}, ReturnValuesOnConditionCheckFailure } = write;
    const ofItem = keys[TableName]?.map((name) => [name, Item[name]]) ?? [];
    const { Key = Object.fromEntries(ofItem) } = write;
    if (ReturnValuesOnConditionCheckFailure) {
      const read = new GetItemCommand({ TableName, Key, ConsistentRead: true });
      error.Item = (await new DynamoDBClient().send(read)).Item;
    }
    throw error;
  };
  dynamodb.middlewareStack.add(
    (next) => (args) => next(args).catch((error) => answer(error, args.input as Write)),
    { step: 'build' },
  );
}

/** Creates a table whose keys are strings. */
export async function createTable(name: string, partitionKey: string, sortKey?: string) {
  const names = sortKey ? [partitionKey, sortKey] : [partitionKey];
  keys[name] = names;
  const create = new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: names.map((AttributeName, index) => ({
      AttributeName,
      KeyType: index === 0 ? 'HASH' : 'RANGE',
    })),
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  });
  await new DynamoDBClient().send(create);
}
