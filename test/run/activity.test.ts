import { setImmediate } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { DeployedFunction } from '../../src/infrastructure/resolve/deployment.ts';
import type { CodeStore } from '../../src/run/code/code-store.ts';
import { Activity } from '../../src/run/core/activity.ts';
import { Runtime } from '../../src/run/core/runtime.ts';
import type { Pool } from '../../src/run/worker/pool.ts';

const outcome = { result: '1', timedOut: false, logs: [], durationMs: 1 };

it('keeps what fits into memory, the latest first', () => {
  const activity = new Activity();
  const large = 'x'.repeat(5 * 1024 * 1024);
  for (let n = 0; n < 100; n += 1) {
    const invocation = activity.start(`i${n}`, 'F', large, activity.fresh('invoke'));
    activity.end(invocation, { ...outcome, result: large });
  }
  const kept = activity.invocations();
  expect(kept.map(({ id }) => id)).toEqual(['i97', 'i98', 'i99']);
  expect(activity.invocation('i0')).toBeUndefined();
  for (let n = 0; n < 600; n += 1)
    activity.end(activity.start(`s${n}`, 'F', '{}', activity.fresh('invoke')), outcome);
  expect(activity.invocations()).toHaveLength(500);
});

it('has as many followers as there are open pages', async () => {
  const warned = vi.fn();
  process.on('warning', warned);
  onTestFinished(() => void process.off('warning', warned));
  const activity = new Activity();
  for (let n = 0; n < 20; n += 1) activity.on('started', () => {});
  await setImmediate();
  expect(warned).not.toHaveBeenCalled();
});

it('shows the end of an invocation whose result no response can be made of', async () => {
  const activity = new Activity();
  const pool = { run: async () => outcome } as unknown as Pool;
  const runtime = new Runtime({ pool, activity });
  runtime.serve({ functions: [] } as never, { of: async () => ({}) } as unknown as CodeStore);
  const respond = () => {
    throw new TypeError('no text');
  };
  const call = runtime.invoke({ id: 'F' } as DeployedFunction, '{}', activity.fresh('http'), {
    respond,
  });
  await expect(call).rejects.toThrow('no text');
  expect(activity.invocations()).toMatchObject([{ outcome }]);
});
