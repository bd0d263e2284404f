import type { Derive, Described } from '../core/ports.ts';
import { architecture } from './architecture.ts';
import { costTable, functionsTable } from './tables.ts';

function readme(instances: readonly Described[], pricesAsOf: string): string {
  return [
    '## Architecture',
    architecture(instances),
    '## Functions',
    functionsTable(instances),
    ...instances.map(({ prose }) => prose.doc),
    '## Cost',
    `List prices of us-east-1, ${pricesAsOf}, in US dollars, without the free tier.`,
    ...instances.map(costTable),
  ].join('\n\n');
}

const operations = (instances: readonly Described[]) =>
  instances.map(({ prose }) => prose.operations).join('\n\n');

/** All derived documents: a pure function of the instances. */
export const deriveWith =
  (pricesAsOf: string): Derive =>
  (instances) => ({
    'README.md': readme(instances, pricesAsOf),
    'docs/operations.md': operations(instances),
  });
