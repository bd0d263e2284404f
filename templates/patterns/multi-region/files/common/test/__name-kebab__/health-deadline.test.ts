import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { context } from '../support/lambda.ts';
import { readEvent, ssmMock } from './fixtures.ts';

const servers: Server[] = [];
const asked: string[] = [];
const timeout = vi.spyOn(AbortSignal, 'timeout');

/** A service of AWS that answers everything in one way, or not until the time is over. */
async function serve(
  service: 'DYNAMODB' | 'SSM',
  body: object | undefined,
  time: AbortController,
): Promise<void> {
  const server = createServer((_, response) => {
    asked.push(service);
    if (body) response.end(JSON.stringify(body));
    else setImmediate(() => time.abort());
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
  asked.length = 0;
  vi.unstubAllEnvs();
  vi.resetModules();
});

const on = { Parameter: { Value: 'true' } };
const off = { Parameter: { Value: 'false' } };

test.each([
  ['the table does not', undefined, on, 'unavailable'],
  ['the switch does not', {}, undefined, 'ok'],
  ['the table does not and the switch is off', undefined, off, 'evacuated'],
  ['neither does', undefined, undefined, 'unavailable'],
])('answers after half a second when %s', async (_, table, parameter, status) => {
  ssmMock.restore();
  // In the order of the calls
  const [ofSwitch, ofTable] = [new AbortController(), new AbortController()];
  timeout.mockReset();
  timeout.mockReturnValueOnce(ofSwitch.signal).mockReturnValueOnce(ofTable.signal);
  await serve('DYNAMODB', table, ofTable);
  await serve('SSM', parameter, ofSwitch);
  const { handler } = await import('../../src/__name-kebab__/health.ts');

  const response = await handler(readEvent('health.valid'), context);

  expect(response).toMatchObject({ statusCode: 200, body: JSON.stringify({ status }) });
  expect(timeout.mock.calls).toEqual([[500], [500]]);
  // A call that ended by itself would have been tried again
  expect(asked.sort()).toEqual(['DYNAMODB', 'SSM']);
});
