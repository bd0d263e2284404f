import { expect, test } from 'vitest';
import { load, ofType } from '../support/template.ts';

interface Concurrency {
  ReservedConcurrentExecutions?: number;
  ProvisionedConcurrencyConfig?: { ProvisionedConcurrentExecutions: number };
}

test.each(['dev', 'staging', 'prod'])('%s: Lambda takes each concurrency', async (stage) => {
  const functions = ofType<Concurrency>(await load({ stage }), 'AWS::Lambda::Function');
  for (const [id, fn] of Object.entries(functions)) {
    const provisioned = fn.ProvisionedConcurrencyConfig?.ProvisionedConcurrentExecutions ?? 0;
    const reserved = fn.ReservedConcurrentExecutions ?? Number.POSITIVE_INFINITY;
    expect(provisioned, id).toBeLessThanOrEqual(reserved);
  }
});
