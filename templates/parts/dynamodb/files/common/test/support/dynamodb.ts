import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { dynamodb } from '../../src/shared/dynamodb.ts';

/** What the SDK's own has and its type does not say. */
interface HttpHandler {
  updateHttpClientConfig(key: 'requestTimeout', milliseconds: number): void;
}

/** Starts an in-memory DynamoDB for the SDK clients of this process; resolves to what stops it. */
export async function startDynamodb(): Promise<() => Promise<void>> {
  const server = dynalite({ createTableMs: 0 }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${port}`;
  // It has but a share of this process: on a busy machine it is later than DynamoDB ever is
  const handler = dynamodb.config.requestHandler as unknown as HttpHandler;
  handler.updateHttpClientConfig('requestTimeout', 20_000);
  return promisify(server.close.bind(server));
}

/** Creates a table whose keys are strings. */
export async function createTable(name: string, partitionKey: string, sortKey?: string) {
  const keys = sortKey ? [partitionKey, sortKey] : [partitionKey];
  const client = new DynamoDBClient();
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys.map((AttributeName, index) => ({
        AttributeName,
        KeyType: index === 0 ? 'HASH' : 'RANGE',
      })),
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    }),
  );
  client.destroy();
}
