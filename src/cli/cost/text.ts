import type { Project } from '../../core/project.ts';
import {
  type CostAmounts,
  type Costs,
  type Prices,
  perGbSecond,
  pricesFor,
  volumeName,
} from '../../derived/cost.ts';

const dollars = (amount: number) => `$${amount.toFixed(2)}`;

type Row = readonly [label: string, ...cells: string[]];

const amountsRow = ({ item, amounts }: CostAmounts): Row => [item, ...amounts.map(dollars)];

function aligned(rows: readonly Row[]): string {
  const width = (n: number) => Math.max(...rows.map((row) => row[n]?.length ?? 0));
  return rows
    .map(([label, ...cells]) =>
      [label.padEnd(width(0)), ...cells.map((cell, n) => cell.padStart(width(n + 1)))]
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const HEADING = 'Provisioned concurrency: around the clock';

/** Notes on provisioned concurrency: its calls have prices of their own, which the lines of Lambda leave out. */
function provisionedNotes(
  { provisioned, unknownProvisioned }: Costs,
  prices: Prices,
  arch: Project['arch'],
): readonly string[] {
  const { call, keptCall } = perGbSecond({ arch }, prices);
  const calls = `Provisioned concurrency is paid in each stage that has it. Calls that its instances take cost $${keptCall.toFixed(10)} a GB-second and have no free tier; they are counted as other calls, at $${call.toFixed(10)}.`;
  const unknown = `Not counted, because their number or memory is not known: provisioned instances of ${unknownProvisioned.join(', ')}.`;
  return [
    ...(provisioned.length + unknownProvisioned.length > 0 ? [calls] : []),
    ...(unknownProvisioned.length > 0 ? [unknown] : []),
  ];
}

/** The costs as a table. */
export function tableOf(costs: Costs): string {
  const { volumes, instances, provisioned, total, totalWithFreeTier } = costs;
  const rows: readonly Row[] = [
    ['', ...volumes.map(volumeName)],
    ...instances
      .filter(({ lines }) => lines.length > 0)
      .flatMap((each): Row[] => [
        [`${each.instance}: ${each.unit} a month`],
        ...each.lines.map(({ item, amounts }) => amountsRow({ item: `  ${item}`, amounts })),
        amountsRow({ item: '  Total', amounts: each.total }),
      ]),
    ...(provisioned.length > 0 ? [[HEADING] as const] : []),
    ...provisioned.map(({ item, amounts }) => amountsRow({ item: `  ${item}`, amounts })),
    amountsRow({ item: 'Total', amounts: total }),
    amountsRow({ item: 'Total with the free tier of Lambda', amounts: totalWithFreeTier }),
  ];
  return aligned(rows);
}

/** What they are of, in sentences. */
export function notesOf(costs: Costs, prices: Prices, arch: Project['arch']): string {
  const requests = prices.lambdaFreeRequests.toLocaleString('en');
  const gbSeconds = prices.lambdaFreeGbSeconds.toLocaleString('en');
  return [
    `${pricesFor(costs.region, prices)} a month.`,
    'Each column counts that many events for each instance, in prod. Triggers that were added are not counted.',
    `The free tier is ${requests} requests and ${gbSeconds} GB-seconds a month, once per account.`,
    ...provisionedNotes(costs, prices, arch),
  ].join('\n');
}
