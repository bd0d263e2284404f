import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Api } from '../../src/infrastructure/resolve/deployed-api.ts';
import type { DeployedFunction } from '../../src/infrastructure/resolve/deployment.ts';
import { Activity } from '../../src/run/core/activity.ts';
import type { InvokeOptions, Runtime } from '../../src/run/core/runtime.ts';
import { urlApi } from '../../src/run/gateway/function-url.ts';
import { Gateway } from '../../src/run/gateway/gateway.ts';

const fn = { id: 'Slow', stack: 's', arn: 'arn' } as DeployedFunction;
const SLOW_MS = 32_000;

/** The status of an answer by a function that takes longer than an HTTP API waits. */
async function statusOf(api: Api): Promise<number> {
  const outcome = { result: '"done"', timedOut: false, logs: [], durationMs: SLOW_MS };
  const invoke = (_fn: unknown, _event: string, _cause: unknown, { respond }: InvokeOptions) =>
    new Promise((resolve) => setTimeout(() => resolve(respond?.(outcome)), SLOW_MS));
  const runtime = { find: () => fn, activity: new Activity(), invoke } as unknown as Runtime;
  const request = Object.assign(Readable.from([]), {
    url: '/',
    method: 'GET',
    headers: {},
    rawHeaders: [],
  });
  const status = new Promise<number>((resolve) => {
    const response = { appendHeader() {}, removeHeader() {}, writeHead: resolve, end() {} };
    new Gateway(api, runtime).listener(
      request as unknown as IncomingMessage,
      response as unknown as ServerResponse<IncomingMessage>,
    );
  });
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
  await vi.advanceTimersByTimeAsync(SLOW_MS);
  return status;
}

it('a function URL waits as long as its function runs, an HTTP API for 30 seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const api = urlApi(fn, { id: 'SlowUrl', auth: 'NONE' });
  expect(await statusOf(api)).toBe(200);
  expect(await statusOf({ ...api, isUrl: false })).toBe(503);
});
