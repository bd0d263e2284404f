import { SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import type { Logger } from '@aws-lambda-powertools/logger';
import { batch } from '../shared/batch.ts';
import { Event, parse } from './event.ts';

const inOrder = new SqsFifoPartialProcessorAsync();

/**
 * Makes the handler of a consumer's queue; what it cannot read ends as a dead letter. An event that
 * fails holds back the later ones of its order, and no others.
 */
export function worker(handle: (event: Event, log: Logger) => Promise<void>) {
  return batch((record, log) => handle(parse(Event, record.body), log), inOrder, {
    skipGroupOnError: true,
  });
}
