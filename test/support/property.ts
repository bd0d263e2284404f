import type fc from 'fast-check';

/** How many times as many cases a property is tried with; `npm run check:all` says. */
const TIMES = Number(process.env.PROPERTY_TIMES ?? 1);

/** So many cases of a property, the same in every run of the suite, and others in each run of `check:all`. */
export const cases = (numRuns: number): fc.Parameters<unknown> =>
  TIMES === 1 ? { numRuns, seed: 1 } : { numRuns: numRuns * TIMES };
