import type { Logger } from '@aws-lambda-powertools/logger';
import { batch } from '../shared/batch.ts';
import { Event, parse } from './event.ts';

/** Makes the handler of a consumer's queue; what it cannot read ends as a dead letter. */
export function worker(handle: (event: Event, log: Logger) => Promise<void>) {
  return batch((record, log) => handle(parse(Event, record.body), log));
}
