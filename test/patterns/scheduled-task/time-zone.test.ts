import { expect, it } from 'vitest';
import { timeZoneProblem } from '../../../templates/patterns/scheduled-task/time-zone.ts';

it.each([
  'UTC',
  'GMT',
  'Etc/GMT+5',
  'EST5EDT',
  'Europe/Vienna',
  'Asia/Kolkata',
  'Asia/Calcutta',
  'America/Argentina/ComodRivadavia',
  'America/Port-au-Prince',
])('%s is a time zone', (name) => {
  expect(timeZoneProblem(name)).toBeUndefined();
});

it.each([
  '',
  'utc',
  '+01:00',
  '-05',
  'Vienna',
  'Mars/Base',
  'PST',
  'SystemV/PST8',
  'Europe/Vienna ',
  "Europe/Vienna'",
])('"%s" is none', (name) => {
  expect(timeZoneProblem(name)).toContain('such as UTC or Europe/Vienna');
});

it('is asked for in its own case', () => {
  expect(timeZoneProblem('EUROPE/Vienna')).toBe('Did you mean Europe/Vienna? Case matters.');
});
