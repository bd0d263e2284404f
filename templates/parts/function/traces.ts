import type { CostLine } from '../../../src/core/pattern.ts';
import prices from '../../prices.json' with { type: 'json' };

const SECONDS_A_MONTH = 730 * 3600;

/**
 * X-Ray keeps the first request of a second and 5 % of the others; requests that come evenly cost the most.
 * `runs` is how many functions each event starts that take their decision by themselves.
 */
export const tracesOf = (runs: number): CostLine => ({
  item: 'X-Ray (one request a second, 5 % of the others)',
  perMillion: runs * prices.xrayPerMillionTraces,
  beyond: {
    events: SECONDS_A_MONTH,
    perMillion: 0.05 * runs * prices.xrayPerMillionTraces,
  },
});

export const TRACES: CostLine = tracesOf(1);
