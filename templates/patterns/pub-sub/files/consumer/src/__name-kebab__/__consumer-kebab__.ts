import { count } from '../shared/metrics.ts';
import { isNews, remember } from './repository.ts';
import { worker } from './worker.ts';

const consumer = '__consumer-kebab__';

export const handler = worker(async (event, log) => {
  const about = { eventId: event.id, type: event.type };
  if (!(await isNews(consumer, event))) return log.info('Skipped', about);

  // The consumer's own work comes here: when it fails, the event comes again
  await remember(consumer, event);
  count('__Name__Handled');
  log.info('Handled', about);
});
