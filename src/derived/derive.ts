import type { Addition } from '../core/additions.ts';
import type { Derive, Described } from '../core/ports.ts';
import { architecture } from './architecture.ts';
import { type Dated, pricesFor } from './cost.ts';
import { costTable, functionsTable, triggersTable } from './tables.ts';

function readme(
  instances: readonly Described[],
  additions: readonly Addition[],
  prices: string,
): string {
  return [
    '## Architecture',
    architecture(instances),
    '## Functions',
    functionsTable(instances, additions),
    ...(additions.length > 0 ? ['## Triggers', triggersTable(additions)] : []),
    ...instances.map(({ prose }) => prose.doc),
    '## Cost',
    `${prices}, without the free tier.`,
    ...instances.filter(({ description }) => description.cost.length > 0).map(costTable),
  ].join('\n\n');
}

const operations = (instances: readonly Described[], parts: readonly string[]) =>
  [...instances.map(({ prose }) => prose.operations), ...parts].filter(Boolean).join('\n\n');

/** All derived documents: a pure function of the instances and what was added beside them. */
export const deriveWith =
  (prices: Dated): Derive =>
  (instances, additions, parts, region) => ({
    'README.md': readme(
      instances,
      additions.filter(({ isLeft }) => !isLeft),
      pricesFor(region, prices),
    ),
    'docs/operations.md': operations(instances, parts),
  });
