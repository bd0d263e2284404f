import { load } from './template.ts';

/** The stack of one region. */
export const loadRegion = (region: string, stage = 'dev') =>
  load({ region, stage }, 'template.__name-kebab__.yaml');

/** The stack of the alarms on the health checks. */
export const loadAlarms = (stage = 'dev') => load({ stage }, 'template.__name-kebab__.alarms.yaml');
