import { load } from './template.ts';

/** The first one is the primary. */
const regions: [string, ...string[]] = ['us-east-1', 'eu-west-1'];

export const [primary, ...others] = regions;

const name = '__app-kebab__-__name-kebab__';

/** The stack of one region. */
export const loadRegion = (region: string, stage = 'dev') =>
  load({ stage }, `${name}-${stage}-${region}`);

/** The stack of the alarms on the health checks. */
export const loadAlarms = (stage = 'dev') => load({ stage }, `${name}-${stage}-alarms`);
