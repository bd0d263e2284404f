import { describe, expect, it } from 'vitest';
import { clockAt, isAtDue, isCronDue, rateMs } from '../../src/run/sources/schedule-time.ts';

const at = (time: string, zone = 'UTC') => clockAt(new Date(time), zone);

describe('cron', () => {
  it.each([
    ['cron(0 9 * * ? *)', '2026-01-15T09:00:00Z', true],
    ['cron(0 9 * * ? *)', '2026-01-15T09:01:00Z', false],
    ['cron(0/15 * * * ? *)', '2026-01-15T03:45:00Z', true],
    ['cron(0/15 * * * ? *)', '2026-01-15T03:46:00Z', false],
    ['cron(5/20 * * * ? *)', '2026-01-15T03:25:00Z', true],
    // 15 January 2026 is a Thursday
    ['cron(0 0 ? * MON-FRI *)', '2026-01-15T00:00:00Z', true],
    ['cron(0 0 ? * SAT,SUN *)', '2026-01-15T00:00:00Z', false],
    ['cron(0 0 ? * FRI-MON *)', '2026-01-17T00:00:00Z', true],
    ['cron(0 0 ? * 5 *)', '2026-01-15T00:00:00Z', true],
    ['cron(0 0 ? * THU#3 *)', '2026-01-15T00:00:00Z', true],
    ['cron(0 0 ? * THU#2 *)', '2026-01-15T00:00:00Z', false],
    ['cron(0 0 ? * 5L *)', '2026-01-29T00:00:00Z', true],
    ['cron(0 0 ? * 5L *)', '2026-01-22T00:00:00Z', false],
    ['cron(0 0 L * ? *)', '2026-02-28T00:00:00Z', true],
    ['cron(0 0 L * ? *)', '2026-02-27T00:00:00Z', false],
    // 31 January 2026 is a Saturday
    ['cron(0 0 LW * ? *)', '2026-01-30T00:00:00Z', true],
    // 1 February 2026 is a Sunday
    ['cron(0 0 1W * ? *)', '2026-02-02T00:00:00Z', true],
    ['cron(0 0 1W * ? *)', '2026-02-01T00:00:00Z', false],
    ['cron(0 0 1 JAN,JUL ? 2026-2030)', '2026-07-01T00:00:00Z', true],
    ['cron(0 0 1 JAN ? 2027)', '2026-01-01T00:00:00Z', false],
    ['cron(0 9 * * ?)', '2026-01-15T09:00:00Z', false],
    ['rate(1 hour)', '2026-01-15T09:00:00Z', false],
  ])('%s at %s is %s', (expression, time, expected) => {
    expect(isCronDue(expression, at(time))).toBe(expected);
  });

  it('is by the clock of its time zone', () => {
    expect(isCronDue('cron(30 9 * * ? *)', at('2026-07-01T07:30:00Z', 'Europe/Rome'))).toBe(true);
    expect(isCronDue('cron(30 9 * * ? *)', at('2026-01-01T08:30:00Z', 'Europe/Rome'))).toBe(true);
  });
});

it.each([
  ['rate(1 minute)', 60_000],
  ['rate(5 minutes)', 300_000],
  ['rate(2 hours)', 7_200_000],
  ['rate(1 day)', 86_400_000],
  ['rate(1 week)', undefined],
  ['cron(0 9 * * ? *)', undefined],
])('%s is %s ms', (expression, expected) => {
  expect(rateMs(expression)).toBe(expected);
});

it('at is one minute', () => {
  expect(isAtDue('at(2026-01-15T09:30:00)', at('2026-01-15T09:30:00Z'))).toBe(true);
  expect(isAtDue('at(2026-01-15T09:30:00)', at('2026-01-15T09:31:00Z'))).toBe(false);
});
