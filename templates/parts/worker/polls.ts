/** Millions of requests in a month of 30 days: Lambda asks an idle queue five times in 20 seconds. */
export const EMPTY_POLLS = (5 * 30 * 24 * 60 * 60) / 20 / 1e6;
