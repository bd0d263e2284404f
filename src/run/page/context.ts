import type { Dev } from '../dev/dev.ts';

/** What the page shows and does comes from this. */
export interface PageContext {
  readonly dev: Dev;
  readonly root: string;
}
