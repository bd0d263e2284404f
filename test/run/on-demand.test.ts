import { expect, it } from 'vitest';
import type { DeployedFunction, Deployment } from '../../src/infrastructure/resolve/deployment.ts';
import type { Front } from '../../src/run/services/front.ts';
import { OnDemand } from '../../src/run/services/on-demand.ts';

const deployment = {
  tables: [{ name: 'orders' }],
  queues: [],
  topics: [],
  buckets: [],
  stateMachines: [],
  databases: [],
} as unknown as Deployment;
const fn = { environment: { TABLE: 'orders' } } as unknown as DeployedFunction;

it('an emulator that is starting has started before all is closed, else it would go on', async () => {
  const onDemand = new OnDemand({ add: () => {} } as unknown as Front);
  let isRunning = false;
  onDemand.add(['dynamodb'], async () => {
    await new Promise(setImmediate);
    isRunning = true;
  });
  onDemand.warm(fn, deployment);
  expect(isRunning).toBe(false);
  await onDemand.settled();
  expect(isRunning).toBe(true);
});
