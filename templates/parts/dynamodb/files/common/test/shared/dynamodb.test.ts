import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test, vi } from 'vitest';
import { dynamodb } from '../../src/shared/dynamodb.ts';

test('gives up on a table that does not answer, in time for a second call', async () => {
  const answerNever = vi.fn();
  const server = createServer(answerNever).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${port}`;
  const start = performance.now();

  const read = dynamodb.send(new GetCommand({ TableName: 'table', Key: { id: '1' } }));

  await expect(read).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(performance.now() - start).toBeLessThan(4500);
  expect(answerNever).toHaveBeenCalledTimes(2);
  server.closeAllConnections();
  server.close();
});
