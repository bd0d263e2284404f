import type { Logger } from '@aws-lambda-powertools/logger';
import { batch } from '../shared/batch.ts';
import { count } from '../shared/metrics.ts';
import { Event, parse } from './event.ts';
import { isNew, save } from './repository.ts';

/**
 * Makes the handler of a consumer's queue, which handles each event that is new to the consumer. An
 * event for which `handle` throws comes again; what cannot be read ends as a dead letter.
 */
export function consumer(name: string, handle: (event: Event, log: Logger) => Promise<void>) {
  return batch(async (record, log) => {
    const event = parse(Event, record.body);
    const about = { eventId: event.id, type: event.type };
    if (!(await isNew(name, event))) return log.info('Skipped', about);

    await handle(event, log);
    await save(name, event);
    count('__Name__Handled');
    log.info('Handled', about);
  });
}
