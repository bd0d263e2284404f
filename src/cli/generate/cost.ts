import { refusal, usageError } from '../../core/errors.ts';
import { describeAll } from '../../core/fold/describe.ts';
import { standingInstance } from '../../core/fold/standing.ts';
import { isOwnProject, type Manifest, readAnyManifest } from '../../core/manifest.ts';
import type { Registry } from '../../core/ports.ts';
import {
  type CostAmounts,
  freeTier,
  type InstanceCost,
  instanceCost,
  type Prices,
  VOLUMES,
  volumeName,
} from '../../derived/cost.ts';
import { diskBase } from '../../io/disk.ts';
import { print } from '../ui.ts';
import { addWorkshop } from '../workshop.ts';
import { projectRoot } from './project-root.ts';

export interface CostArguments {
  readonly cwd: string;
  readonly json: boolean;
  readonly requests?: string;
}

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

function parseVolume(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([kmg]?)$/i.exec(text.trim()) ?? [];
  const volume = Math.round(Number(number) * FACTORS[unit.toLowerCase()]! * 1e3) / 1e3;
  if (number !== '' && Number.isInteger(volume) && volume >= 1 && volume <= 1e12) return volume;
  throw usageError(
    `--requests cannot be ${JSON.stringify(text)}`,
    'It is a whole number of events a month up to 1000G, such as 250000, 100k or 1.5M; several with commas.',
  );
}

/** What `cost` prints as JSON: US dollars a month. */
interface Costs {
  /** Of the project. */
  readonly region: string;
  readonly prices: Pick<Prices, 'region' | 'asOf'>;
  /** Events a month of each instance. */
  readonly volumes: readonly number[];
  readonly instances: readonly InstanceCost[];
  readonly total: readonly number[];
  readonly totalWithFreeTier: readonly number[];
}

async function costsOf(
  dir: string,
  volumes: readonly number[],
  registry: Registry,
): Promise<{ costs: Costs; prices: Prices }> {
  const manifest = readAnyManifest(diskBase(dir));
  if (!isOwnProject(manifest))
    throw refusal('The cost is known of projects that create-lambda-app made', {
      hint: 'Run this in such a project, or name it with --cwd.',
    });
  const { project }: Manifest = manifest;
  const workshop = await addWorkshop(project.iac, registry);
  const prices: Prices = JSON.parse(workshop.templates.read('prices.json')!);
  const instances = manifest.instances.map((each) => standingInstance(workshop, each));
  const described = describeAll(workshop, project, instances);
  const costs = described.map((each) => instanceCost(each, volumes));
  const total = volumes.map((_, n) => costs.reduce((sum, each) => sum + each.total[n]!, 0));
  return {
    prices,
    costs: {
      region: project.region,
      prices: { region: prices.region, asOf: prices.asOf },
      volumes,
      instances: costs,
      total,
      totalWithFreeTier: volumes.map(
        (volume, n) => total[n]! - freeTier(described, volume, project, prices),
      ),
    },
  };
}

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

function textOf({ region, volumes, instances, total, totalWithFreeTier }: Costs, prices: Prices) {
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
  const elsewhere = region === prices.region ? '' : `; the project is in ${region}`;
  const requests = prices.lambdaFreeRequests.toLocaleString('en');
  const gbSeconds = prices.lambdaFreeGbSeconds.toLocaleString('en');
  return [
    aligned(rows),
    '',
    `List prices of ${prices.region}, ${prices.asOf}, in US dollars a month${elsewhere}.`,
    'Each instance has all the events of a column. Triggers that were added are not counted.',
    `The free tier is ${requests} requests and ${gbSeconds} GB-seconds a month, once an account.`,
  ].join('\n');
}

/** `lambda-gen cost`. */
export async function cost(
  { cwd, json, requests }: CostArguments,
  registry: Registry,
): Promise<void> {
  const volumes = requests === undefined ? VOLUMES : requests.split(',').map(parseVolume);
  const { costs, prices } = await costsOf(projectRoot({ cwd }).dir, volumes, registry);
  print(json ? JSON.stringify(costs, null, 2) : textOf(costs, prices));
}
