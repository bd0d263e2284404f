import { load } from './template.ts';

/** The first one is the primary. */
const regions: [string, ...string[]] = ['us-east-1', 'eu-west-1'];

export const [primary, ...others] = regions;

/** In place of the defaults, which somebody may have changed. */
const settings = {
  domainName: 'api.example.com',
  hostedZoneId: 'Z0000000000000000000A',
  jwtIssuer: 'https://auth.example.com',
  jwtAudience: 'api.example.com',
};

/** The stack of one region. */
export const loadRegion = (region: string, stage = 'dev') =>
  load({ ...settings, region, stage }, 'template.__name-kebab__.yaml');

/** The stack of the alarms on the health checks. */
export function loadAlarms(stage = 'dev') {
  return load({ stage }, 'template.__name-kebab__.alarms.yaml');
}
