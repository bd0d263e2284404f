import { consumer } from './consumer.ts';

export const handler = consumer('__consumer-kebab__', async () => {
  // What this consumer does with an event; when it throws, the event comes again
});
