import { describe, expect, it } from 'vitest';
import {
  nextRuns,
  noRunProblem,
  previewRuns,
  scheduleProblem,
} from '../../../templates/patterns/scheduled-task/schedule.ts';

/** A Monday. */
const now = new Date('2026-11-23T09:00:30Z');

const runsOf = (schedule: string, timeZone = 'UTC', from = now) =>
  nextRuns(schedule, timeZone, from).map((run) => run.toISOString().slice(0, 16));

describe('what the Scheduler takes', () => {
  it.each([
    'rate(1 minute)',
    'rate(1 hour)',
    'rate(5 minutes)',
    'rate(12 hours)',
    'rate(7 days)',
    'at(2030-01-31T12:00:00)',
    'at(2028-02-29T23:59:59)',
    'cron(0 9 * * ? *)',
    'cron(0 9 ? * * *)',
    'cron(0/15 * * * ? *)',
    'cron(*/15 8-17 ? * MON-FRI *)',
    'cron(0,30 9 1,15 * ? *)',
    'cron(0 20-2 * * ? *)',
    'cron(0 9 L * ? *)',
    'cron(0 9 LW * ? *)',
    'cron(0 9 15W * ? *)',
    'cron(0 9 L-3 * ? *)',
    'cron(0 9 ? * 6L *)',
    'cron(0 9 ? * FRIL *)',
    'cron(0 9 ? * L *)',
    'cron(0 9 ? * 2#1 *)',
    'cron(0 9 ? jan,MAR-may * 2027-2030/2)',
    'cron(0 0 29 2 ? *)',
  ])('%s', (schedule) => {
    expect(scheduleProblem(schedule)).toBeUndefined();
  });
});

describe('what it would reject, with the rule', () => {
  it.each([
    ['', 'rate(1 hour)'],
    ['hourly', 'rate(1 hour)'],
    ['0 9 * * ? *', 'cron(0 9 ? * MON-FRI *)'],
    ['Rate(1 hour)', 'rate(1 hour)'],
    [' rate(1 hour)', 'rate(1 hour)'],
    ['rate(1 hours)', 'write rate(1 hour)'],
    ['rate(5 minute)', 'write rate(5 minutes)'],
    ['rate(0 minutes)', 'positive number'],
    ['rate(-1 hours)', 'positive number'],
    ['rate(1.5 hours)', 'positive number'],
    ['rate(05 minutes)', 'positive number'],
    ['rate(30 seconds)', 'minutes, hours or days'],
    ['rate(1 week)', 'minutes, hours or days'],
    ['rate(5  minutes)', 'positive number'],
    ['rate(99999999999999999999 days)', 'positive number'],
    ['at(2030-01-31)', 'at(2030-01-31T12:00:00)'],
    ['at(2030-02-30T12:00:00)', 'at(2030-01-31T12:00:00)'],
    ['at(2030-01-31T24:00:00)', 'at(2030-01-31T12:00:00)'],
    ['at(2030-01-31T12:00:00Z)', 'at(2030-01-31T12:00:00)'],
    ['at(1969-12-31T23:59:59)', '1970 to 2199'],
    ['at(2200-01-01T00:00:00)', '1970 to 2199'],
    ['at(9999-12-31T23:59:59)', '1970 to 2199'],
    ['cron(0 9 * * ?)', 'six fields'],
    ['cron(0 9 * * ? * *)', 'six fields'],
    ['cron(0  9 * * ? *)', 'six fields'],
    ['cron(0 9 * * * *)', 'must be ?'],
    ['cron(0 9 ? * ? *)', 'must be ?'],
    ['cron(0 9 1 * MON *)', 'must be ?'],
    ['cron(60 9 * * ? *)', 'minutes takes 0 to 59'],
    ['cron(-1 9 * * ? *)', 'minutes takes 0 to 59'],
    ['cron(0 24 * * ? *)', 'hours takes 0 to 23'],
    ['cron(? 9 * * ? *)', 'minutes takes 0 to 59'],
    ['cron(0 9 0 * ? *)', 'day of month takes 1 to 31'],
    ['cron(0 9 32 * ? *)', 'day of month takes 1 to 31'],
    ['cron(0 9 32W * ? *)', 'day of month takes 1 to 31'],
    ['cron(0 9 1W,15W * ? *)', 'day of month takes 1 to 31'],
    ['cron(0 9 L-31 * ? *)', 'day of month takes 1 to 31'],
    ['cron(0 9 1 0 ? *)', 'month takes 1 to 12 or JAN to DEC'],
    ['cron(0 9 1 13 ? *)', 'month takes 1 to 12'],
    ['cron(0 9 1 FOO ? *)', 'month takes 1 to 12'],
    ['cron(0 9 ? * 0 *)', 'day of week takes 1 to 7 or SUN to SAT'],
    ['cron(0 9 ? * 8 *)', 'day of week takes 1 to 7'],
    ['cron(0 9 ? * 2#6 *)', 'day of week takes 1 to 7'],
    ['cron(0 9 ? * 2#1,3#1 *)', 'day of week takes 1 to 7'],
    ['cron(0 9 ? * MON/2 *)', 'day of week takes 1 to 7'],
    ['cron(0 9 * * ? 1969)', 'year takes 1970 to 2199'],
    ['cron(0 9 * * ? 2200)', 'year takes 1970 to 2199'],
    ['cron(0 9 * * ? 2030-2028)', 'year takes 1970 to 2199'],
    ['cron(0/0 9 * * ? *)', 'minutes takes 0 to 59'],
    ['cron(0/x 9 * * ? *)', 'minutes takes 0 to 59'],
    ['cron(0/5/5 9 * * ? *)', 'minutes takes 0 to 59'],
    ['cron(1-2-3 9 * * ? *)', 'minutes takes 0 to 59'],
    ['cron(1, 9 * * ? *)', 'minutes takes 0 to 59'],
    ["cron(0' 9 * * ? *)", 'minutes takes 0 to 59'],
    ['cron(0 0 31 2 ? *)', 'never run'],
    ['cron(0 0 30 2,2 ? *)', 'never run'],
    [`cron(${'0,'.repeat(200)}0 9 * * ? *)`, '256 characters'],
  ])('%s', (schedule, rule) => {
    expect(scheduleProblem(schedule)).toContain(rule);
  });
});

describe('the next three runs', () => {
  it.each([
    ['rate(1 hour)', '2026-11-23T09:00', '2026-11-23T10:00', '2026-11-23T11:00'],
    ['rate(2 days)', '2026-11-23T09:00', '2026-11-25T09:00', '2026-11-27T09:00'],
    ['at(2026-11-23T09:01:00)', '2026-11-23T09:01'],
    ['at(2026-11-23T09:00:00)'],
    ['cron(0 9 * * ? *)', '2026-11-24T09:00', '2026-11-25T09:00', '2026-11-26T09:00'],
    ['cron(*/20 * * * ? *)', '2026-11-23T09:20', '2026-11-23T09:40', '2026-11-23T10:00'],
    ['cron(5/30 9-10 ? * 2 *)', '2026-11-23T09:05', '2026-11-23T09:35', '2026-11-23T10:05'],
    ['cron(0 23-1 * * ? *)', '2026-11-23T23:00', '2026-11-24T00:00', '2026-11-24T01:00'],
    ['cron(0 9 ? * FRI-MON *)', '2026-11-27T09:00', '2026-11-28T09:00', '2026-11-29T09:00'],
    ['cron(0 9 ? * 2#1 *)', '2026-12-07T09:00', '2027-01-04T09:00', '2027-02-01T09:00'],
    ['cron(0 9 ? * 2#5 *)', '2026-11-30T09:00', '2027-03-29T09:00', '2027-05-31T09:00'],
    ['cron(0 9 ? * FRIL *)', '2026-11-27T09:00', '2026-12-25T09:00', '2027-01-29T09:00'],
    ['cron(0 9 ? * L *)', '2026-11-28T09:00', '2026-12-05T09:00', '2026-12-12T09:00'],
    ['cron(0 9 L * ? *)', '2026-11-30T09:00', '2026-12-31T09:00', '2027-01-31T09:00'],
    ['cron(0 9 L-3 * ? *)', '2026-11-27T09:00', '2026-12-28T09:00', '2027-01-28T09:00'],
    ['cron(0 9 LW 1 ? *)', '2027-01-29T09:00', '2028-01-31T09:00', '2029-01-31T09:00'],
    ['cron(0 9 1W * ? *)', '2026-12-01T09:00', '2027-01-01T09:00', '2027-02-01T09:00'],
    ['cron(0 9 1W 5,8 ? *)', '2027-05-03T09:00', '2027-08-02T09:00', '2028-05-01T09:00'],
    ['cron(0 9 31W 1 ? *)', '2027-01-29T09:00', '2028-01-31T09:00', '2029-01-31T09:00'],
    ['cron(0 0 29 2 ? *)', '2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00'],
    ['cron(0 0 31 * ? *)', '2026-12-31T00:00', '2027-01-31T00:00', '2027-03-31T00:00'],
    ['cron(0 0 1 JAN ? 2027-2031/2)', '2027-01-01T00:00', '2029-01-01T00:00', '2031-01-01T00:00'],
    ['cron(0 0 1 1 ? 2027)', '2027-01-01T00:00'],
    ['cron(0 0 1 1 ? 2020)'],
  ])('%s', (schedule, ...runs) => {
    expect(runsOf(schedule)).toEqual(runs);
  });

  it('are those of the time zone', () => {
    const from = new Date('2026-11-23T23:30:00Z');
    expect(runsOf('cron(0 0 * * ? *)', 'America/New_York', from)[0]).toBe('2026-11-24T05:00');
    expect(runsOf('cron(30 9 ? * TUE *)', 'Asia/Kolkata', from)[0]).toBe('2026-11-24T04:00');
    expect(runsOf('cron(0 13 * * ? *)', 'Pacific/Kiritimati', from)[0]).toBe('2026-11-24T23:00');
    expect(runsOf('at(2026-11-24T00:30:00)', 'Europe/Vienna', from)).toEqual([]);
    expect(runsOf('at(2026-11-24T00:31:00)', 'Europe/Vienna', from)).toEqual(['2026-11-23T23:31']);
  });

  it('skip what the clocks leave out in spring, and come once in autumn', () => {
    const daily = 'cron(30 2 * * ? *)';
    expect(runsOf(daily, 'Europe/Vienna', new Date('2026-03-28T00:00:00Z'))).toEqual([
      '2026-03-28T01:30',
      '2026-03-30T00:30',
      '2026-03-31T00:30',
    ]);
    expect(runsOf(daily, 'Europe/Vienna', new Date('2026-10-24T00:00:00Z'))).toEqual([
      '2026-10-24T00:30',
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });
});

describe('as lines', () => {
  it('in the time zone', () => {
    expect(previewRuns('cron(0 9 ? * MON-FRI *)', 'Europe/Vienna', now)).toEqual([
      'Tue 2026-11-24 09:00 Europe/Vienna',
      'Wed 2026-11-25 09:00 Europe/Vienna',
      'Thu 2026-11-26 09:00 Europe/Vienna',
    ]);
  });

  it('an interval begins with the deployment', () => {
    expect(previewRuns('rate(1 hour)', 'UTC', now)).toEqual([
      'Mon 2026-11-23 09:00 UTC, if deployed now',
      'Mon 2026-11-23 10:00 UTC, if deployed now',
      'Mon 2026-11-23 11:00 UTC, if deployed now',
    ]);
  });
});

describe('what would never run from now on', () => {
  it.each([
    ['at(2026-11-23T09:00:30)', 'UTC'],
    ['at(2026-11-23T09:30:00)', 'Europe/Vienna'],
    ['cron(0 9 ? * MON-FRI 2020-2025)', 'UTC'],
    // Left out when the clocks are put forward
    ['at(2027-03-28T02:30:00)', 'Europe/Vienna'],
  ])('%s in %s', (schedule, timeZone) => {
    expect(noRunProblem(schedule, timeZone, now)).toContain('would never run');
  });

  it.each([
    ['at(2026-11-23T09:00:31)', 'UTC'],
    ['at(2026-11-23T10:01:00)', 'Europe/Vienna'],
    ['at(2199-12-31T23:59:59)', 'Pacific/Kiritimati'],
    ['cron(0 9 ? * MON 2199)', 'UTC'],
    ['rate(1 hour)', 'UTC'],
  ])('is not %s in %s', (schedule, timeZone) => {
    expect(noRunProblem(schedule, timeZone, now)).toBeUndefined();
  });
});
