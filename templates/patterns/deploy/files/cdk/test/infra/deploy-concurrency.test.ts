import { expect, test } from 'vitest';
import { load, ofType, properties } from '../support/template.ts';

interface Concurrency {
  ReservedConcurrentExecutions?: number;
  ProvisionedConcurrencyConfig?: { ProvisionedConcurrentExecutions: number };
}

test.each(['dev', 'staging', 'prod'])('%s: Lambda takes each concurrency', async (stage) => {
  const template = await load({ stage });
  for (const [id, fn] of Object.entries(ofType<Concurrency>(template, 'AWS::Lambda::Function'))) {
    const { ProvisionedConcurrencyConfig } = properties<Concurrency>(template, `${id}.Alias`);
    const provisioned = ProvisionedConcurrencyConfig?.ProvisionedConcurrentExecutions ?? 0;
    const reserved = fn.ReservedConcurrentExecutions ?? Number.POSITIVE_INFINITY;
    expect(provisioned, id).toBeLessThanOrEqual(reserved);
  }
});
