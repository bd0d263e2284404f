import {
  type CostAmounts,
  type Costs,
  type Prices,
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

/** The costs as a table, with what they are of below it. */
export function textOf(
  { region, volumes, instances, total, totalWithFreeTier }: Costs,
  prices: Prices,
): string {
  const rows: readonly Row[] = [
    ['', ...volumes.map(volumeName)],
    ...instances.flatMap((each): Row[] => [
      [`${each.instance}: ${each.unit} a month`],
      ...each.lines.map(({ item, amounts }) => amountsRow({ item: `  ${item}`, amounts })),
      amountsRow({ item: '  Total', amounts: each.total }),
    ]),
    amountsRow({ item: 'Total', amounts: total }),
    amountsRow({ item: 'Total with the free tier of Lambda', amounts: totalWithFreeTier }),
  ];
  const requests = prices.lambdaFreeRequests.toLocaleString('en');
  const gbSeconds = prices.lambdaFreeGbSeconds.toLocaleString('en');
  return [
    aligned(rows),
    '',
    `${pricesFor(region, prices)} a month.`,
    'Each column counts that many events for each instance. Triggers that were added are not counted.',
    `The free tier is ${requests} requests and ${gbSeconds} GB-seconds a month, once per account.`,
  ].join('\n');
}
