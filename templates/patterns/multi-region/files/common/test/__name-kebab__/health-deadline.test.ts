import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { context } from '../support/lambda.ts';
import { readEvent, ssmMock } from './fixtures.ts';

const servers: Server[] = [];

/** A service of AWS that answers everything in one way, or not at all. */
async function serve(service: 'DYNAMODB' | 'SSM', body: object | undefined): Promise<void> {
  const server = createServer((_, response) => {
    if (body) response.end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, `http://127.0.0.1:${port}`);
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
  vi.unstubAllEnvs();
  vi.resetModules();
});

const on = { Parameter: { Value: 'true' } };
const off = { Parameter: { Value: 'false' } };

test.each([
  ['the table does not', undefined, on, 503, 'unavailable'],
  ['the switch does not', {}, undefined, 200, 'ok'],
  ['the table does not and the switch is off', undefined, off, 503, 'evacuated'],
  ['neither does', undefined, undefined, 503, 'unavailable'],
])('answers before Route 53 gives up when %s', async (_, table, parameter, statusCode, status) => {
  ssmMock.restore();
  await serve('DYNAMODB', table);
  await serve('SSM', parameter);
  const { handler } = await import('../../src/__name-kebab__/health.ts');
  // The first call sets up the clients, which takes a busy machine longer than the deadline
  await handler(readEvent('health.valid'), context);
  const start = performance.now();

  const response = await handler(readEvent('health.valid'), context);

  expect(response).toMatchObject({ statusCode, body: JSON.stringify({ status }) });
  expect(performance.now() - start).toBeLessThan(2_000);
});
