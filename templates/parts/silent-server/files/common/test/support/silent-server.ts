import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, vi } from 'vitest';

const STEP_MS = 50;

/**
 * Calls a service that never answers, and expects the call to fail after so many attempts, within so
 * many milliseconds of fake time, and not before `after`. `endpoint` is the variable of the service's URL.
 */
export async function expectTimeout(
  endpoint: string,
  call: () => Promise<unknown>,
  { attempts, within, after = 0 }: { attempts: number; within: number; after?: number },
): Promise<void> {
  const requests = vi.fn();
  const server = createServer(requests).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  vi.stubEnv(endpoint, `http://127.0.0.1:${port}`);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const failed = vi.fn();

  const isOver = () => failed.mock.calls.length > 0;
  // What loads modules or goes over the network takes turns of the event loop, and no fake time
  const turn = () => new Promise(setImmediate);

  call().catch(failed);
  while (requests.mock.calls.length === 0 && !isOver()) await turn();
  let time = 0;
  for (; time < within && !isOver(); time += STEP_MS) {
    await vi.advanceTimersByTimeAsync(STEP_MS);
    for (let turns = 0; turns < 20; turns++) await turn();
  }
  vi.useRealTimers();

  expect(failed).toHaveBeenCalledWith(expect.objectContaining({ name: 'TimeoutError' }));
  expect(requests).toHaveBeenCalledTimes(attempts);
  expect(time).toBeGreaterThan(after);
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
}
