import { remember } from './repository.ts';
import { worker } from './worker.ts';

export const handler = worker(async (event, log) => {
  const isNews = await remember('__consumer-kebab__', event);
  log.info(isNews ? 'Handled' : 'Skipped', { eventId: event.id, type: event.type });
});
