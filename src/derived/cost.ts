import { type CostLine, type LambdaUsage, monthly, monthlyTotal } from '../core/pattern.ts';
import type { Described } from '../core/ports.ts';
import type { Project } from '../core/project.ts';

/** Events a month. */
export const VOLUMES: readonly number[] = [100_000, 1_000_000, 10_000_000];

/** `250`, `100 k`, `1.5 M`. */
export function volumeName(volume: number): string {
  if (volume < 1e3) return String(volume);
  return volume < 1e6 ? `${volume / 1e3} k` : `${volume / 1e6} M`;
}

/** US dollars a month, at each volume. */
export interface CostAmounts {
  readonly item: string;
  readonly amounts: readonly number[];
}

/** What an instance costs a month, by line and in total. */
export interface InstanceCost {
  readonly instance: string;
  /** What the volumes count. */
  readonly unit: string;
  readonly lines: readonly CostAmounts[];
  readonly total: readonly number[];
}

export function instanceCost(
  { instance, description: { cost, costUnit } }: Described,
  volumes: readonly number[],
): InstanceCost {
  const amounts = (line: CostLine) => volumes.map((volume) => monthly(line, volume));
  return {
    instance: instance.name,
    unit: costUnit,
    lines: cost.map((line) => ({ item: line.item, amounts: amounts(line) })),
    total: volumes.map((volume) => monthlyTotal(cost, volume)),
  };
}

/** The dated list prices, as far as the free tier needs them. */
export interface Prices {
  readonly asOf: string;
  readonly region: string;
  readonly lambdaPerMillionRequests: number;
  readonly lambdaPerGbSecondArm64: number;
  readonly lambdaPerGbSecondX86: number;
  readonly lambdaFreeRequests: number;
  readonly lambdaFreeGbSeconds: number;
  readonly lambdaProvisionedPerGbSecondArm64: number;
  readonly lambdaProvisionedPerGbSecondX86: number;
  readonly lambdaProvisionedRunPerGbSecondArm64: number;
  readonly lambdaProvisionedRunPerGbSecondX86: number;
}

export type Dated = Pick<Prices, 'region' | 'asOf'>;

/** Which prices those of a project in that region are. */
export function pricesFor(region: string, prices: Dated): string {
  const elsewhere = region === prices.region ? '' : ` (the project is in ${region})`;
  return `List prices of ${prices.region}${elsewhere}, ${prices.asOf}, in US dollars`;
}

/** What a project costs, in US dollars a month. */
export interface Costs {
  /** Of the project. */
  readonly region: string;
  readonly prices: Dated;
  /** Events a month of each instance. */
  readonly volumes: readonly number[];
  readonly instances: readonly InstanceCost[];
  /** Instances of functions that are kept initialised: a line for each function that has some. */
  readonly provisioned: readonly CostAmounts[];
  /** Functions with some of which the project does not say how many, or with how much memory: not in the total. */
  readonly unknownProvisioned: readonly string[];
  readonly total: readonly number[];
  readonly totalWithFreeTier: readonly number[];
}

/** A function of which instances are kept initialised: how many at most, and their memory (MB), where both are known. */
export interface Provisioned {
  readonly id: string;
  readonly count?: number;
  readonly memory?: number;
}

/** The prices of a GB-second: of calls, of instances that are kept, and of calls that those take. */
export const perGbSecond = ({ arch }: Pick<Project, 'arch'>, prices: Prices) =>
  arch === 'arm64'
    ? {
        call: prices.lambdaPerGbSecondArm64,
        kept: prices.lambdaProvisionedPerGbSecondArm64,
        keptCall: prices.lambdaProvisionedRunPerGbSecondArm64,
      }
    : {
        call: prices.lambdaPerGbSecondX86,
        kept: prices.lambdaProvisionedPerGbSecondX86,
        keptCall: prices.lambdaProvisionedRunPerGbSecondX86,
      };

const SECONDS_A_MONTH = 730 * 3600;

/** What they cost around the clock, with or without events. The free tier takes nothing off it. */
export function provisionedCost(
  all: readonly Provisioned[],
  volumes: readonly number[],
  project: Pick<Project, 'arch'>,
  prices: Prices,
): Pick<Costs, 'provisioned' | 'unknownProvisioned'> {
  const gbSecond = perGbSecond(project, prices).kept;
  const line = ({ id, count, memory }: Provisioned): readonly CostAmounts[] => {
    if (count === undefined || memory === undefined) return [];
    const amount = count * (memory / 1024) * SECONDS_A_MONTH * gbSecond;
    return [{ item: `${id}: ${count} of ${memory} MB`, amounts: volumes.map(() => amount) }];
  };
  const isUnknown = (each: Provisioned) => line(each).length === 0;
  return {
    provisioned: all.flatMap(line),
    unknownProvisioned: all.filter(isUnknown).map(({ id }) => id),
  };
}

const usageOf = (all: readonly Described[]): LambdaUsage =>
  all
    .flatMap(({ description }) => description.cost.map(({ lambda }) => lambda))
    .reduce<LambdaUsage>(
      (sum, { requests, gbSeconds } = { requests: 0, gbSeconds: 0 }) => ({
        requests: sum.requests + requests,
        gbSeconds: sum.gbSeconds + gbSeconds,
      }),
      { requests: 0, gbSeconds: 0 },
    );

/** What the free tier of Lambda, once an account, takes off the cost of all instances at a volume. */
export function freeTier(
  all: readonly Described[],
  volume: number,
  project: Pick<Project, 'arch'>,
  prices: Prices,
): number {
  const { requests, gbSeconds } = usageOf(all);
  const gbSecond = perGbSecond(project, prices).call;
  const millions = volume / 1e6;
  const free = Math.min(requests * millions, prices.lambdaFreeRequests);
  return (
    (free / 1e6) * prices.lambdaPerMillionRequests +
    Math.min(gbSeconds * millions, prices.lambdaFreeGbSeconds) * gbSecond
  );
}
