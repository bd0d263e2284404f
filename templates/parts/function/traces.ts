import type { CostLine } from '../../../src/core/pattern.ts';
import prices from '../../prices.json' with { type: 'json' };

const SECONDS_A_MONTH = 730 * 3600;

/** X-Ray keeps the first request of a second and 5 % of the others; requests that come evenly cost the most. */
export const TRACES: CostLine = {
  item: 'X-Ray (one request a second, 5 % of the others)',
  perMillion: prices.xrayPerMillionTraces,
  beyond: { events: SECONDS_A_MONTH, perMillion: 0.05 * prices.xrayPerMillionTraces },
};
