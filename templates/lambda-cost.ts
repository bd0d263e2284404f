import type { CostLine, LambdaUsage } from '../src/core/pattern.ts';
import type { Project } from '../src/core/project.ts';
import prices from './prices.json' with { type: 'json' };

/** What Lambda costs, by what it counts in a million events. */
export function lambdaCost(
  { arch }: Pick<Project, 'arch'>,
  lambda: LambdaUsage,
): Pick<CostLine, 'perMillion' | 'lambda'> & { readonly perMillion: number } {
  const gbSecond = arch === 'arm64' ? prices.lambdaPerGbSecondArm64 : prices.lambdaPerGbSecondX86;
  const requests = (lambda.requests / 1e6) * prices.lambdaPerMillionRequests;
  return { perMillion: requests + lambda.gbSeconds * gbSecond, lambda };
}

/** What Lambda counts in a million events, each of so many runs with so much memory (MB). */
export const lambdaRuns = (runs: number, memory: number, milliseconds: number): LambdaUsage => ({
  requests: runs * 1e6,
  gbSeconds: runs * (memory / 1024) * milliseconds * 1e3,
});
