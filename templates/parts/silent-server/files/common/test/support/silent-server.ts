import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, vi } from 'vitest';

const STEP_MS = 50;

/**
 * Calls a service that never answers, and expects the call to fail after so many attempts, within so
 * many milliseconds of fake time. `endpoint` is the variable of the service's URL.
 */
export async function expectTimeout(
  endpoint: string,
  call: () => Promise<unknown>,
  { attempts, within }: { attempts: number; within: number },
): Promise<void> {
  const requests = vi.fn();
  const server = createServer(requests).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  vi.stubEnv(endpoint, `http://127.0.0.1:${port}`);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const failed = vi.fn();

  call().catch(failed);
  for (let time = 0; time < within && failed.mock.calls.length === 0; time += STEP_MS) {
    await vi.advanceTimersByTimeAsync(STEP_MS);
    // What goes over the network takes turns of the event loop, and no fake time
    for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
  }
  vi.useRealTimers();

  expect(failed).toHaveBeenCalledWith(expect.objectContaining({ name: 'TimeoutError' }));
  expect(requests).toHaveBeenCalledTimes(attempts);
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
}
