import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Schedule } from '../../src/infrastructure/resolve/deployment.ts';
import { scheduleProblem } from '../../src/run/sources/schedule-problem.ts';
import { clockAt, isAtDue, isCronDue, rateMs } from '../../src/run/sources/schedule-time.ts';
import { Clock } from '../../src/run/sources/schedules.ts';

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
    // Steps of `*` count from the lowest value: January, the first day
    ['cron(0 0 1 */2 ? *)', '2026-03-01T00:00:00Z', true],
    ['cron(0 0 1 */2 ? *)', '2026-02-01T00:00:00Z', false],
    ['cron(0 0 */10 * ? *)', '2026-01-11T00:00:00Z', true],
    ['cron(/20 * * * ? *)', '2026-01-15T03:40:00Z', true],
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
  ['rate(0 minutes)', undefined],
  ['cron(0 9 * * ? *)', undefined],
])('%s is %s ms', (expression, expected) => {
  expect(rateMs(expression)).toBe(expected);
});

it('at is one minute', () => {
  expect(isAtDue('at(2026-01-15T09:30:00)', at('2026-01-15T09:30:00Z'))).toBe(true);
  expect(isAtDue('at(2026-01-15T09:30:00)', at('2026-01-15T09:31:00Z'))).toBe(false);
});

const schedule = (expression: string, more: Partial<Schedule> = {}): Schedule => ({
  id: 'S',
  stack: 's',
  name: 'S',
  arn: 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/S',
  expression,
  timezone: 'UTC',
  isEnabled: true,
  kind: 'scheduler',
  targets: [],
  ...more,
});

it.each([
  'rate(5 minutes)',
  'cron(0/15 8-18,20 ? JAN-MAR 2#1 2026-2030)',
  'cron(0 0 LW * ? *)',
  'cron(0 0 15W * ? *)',
  'cron(0 0 ? * FRIL *)',
  'at(2026-01-15T09:30:00)',
])('%s can be due', (expression) => {
  expect(scheduleProblem(schedule(expression))).toBeUndefined();
});

it.each([
  'rate(0 minutes)',
  'rate(2 weeks)',
  'cron(0 9 * * *)',
  'cron(0 9 * * * *)',
  'cron(60 9 * * ? *)',
  'cron(0 9 * FOO ? *)',
  'cron(0/0 9 * * ? *)',
  'at(2026-02-31)',
  'every minute',
])('%s is named: it is never due', (expression) => {
  expect(scheduleProblem(schedule(expression))).toContain(expression);
});

it('at() is of the Scheduler alone', () => {
  expect(scheduleProblem(schedule('at(2026-01-15T09:30:00)', { kind: 'rule' }))).toContain(
    'no rate()',
  );
});

describe('the clock', () => {
  const firedAt = (schedules: readonly Schedule[], from: string, minutes: number) => {
    vi.useFakeTimers({ now: new Date(from) });
    const fired: string[] = [];
    const clock = new Clock(schedules, ({ id }, time) =>
      fired.push(`${id} ${time.toISOString().slice(11, 16)}`),
    );
    onTestFinished(() => {
      clock.stop();
      vi.useRealTimers();
    });
    vi.advanceTimersByTime(minutes * 60_000);
    return fired;
  };

  it('goes on beside a schedule in a time zone that there is not', () => {
    const broken = schedule('cron(* * * * ? *)', { id: 'Broken', timezone: 'Mars/Phobos' });
    expect(scheduleProblem(broken)).toBe('there is no time zone "Mars/Phobos"');
    const all = [broken, schedule('cron(* * * * ? *)')];
    expect(firedAt(all, '2026-01-15T09:00:30Z', 2)).toEqual(['S 09:01', 'S 09:02']);
  });

  it('fires at a rate that is longer than a timer lasts', () => {
    const DAY = 24 * 60;
    const fired = firedAt([schedule('rate(30 days)')], '2026-01-01T09:00:00Z', 61 * DAY);
    expect(fired).toEqual(['S 09:00', 'S 09:00']);
  });

  it('goes on with the rates of the clock before, as a reload makes a new one', () => {
    const from = '2026-01-15T09:00:00Z';
    vi.useFakeTimers({ now: new Date(from) });
    onTestFinished(() => void vi.useRealTimers());
    const fired: string[] = [];
    let clock: Clock | undefined;
    const reload = (rate: string) => {
      clock?.stop();
      const fire = (_: Schedule, time: Date) => fired.push(time.toISOString().slice(11, 19));
      clock = new Clock([schedule(rate)], fire, clock);
    };
    for (let times = 0; times < 5; times += 1) {
      reload('rate(1 minute)');
      vi.advanceTimersByTime(30_000);
    }
    expect(fired).toEqual(['09:01:00', '09:02:00']);
    reload('rate(2 minutes)');
    vi.advanceTimersByTime(120_000);
    clock?.stop();
    expect(fired.slice(2)).toEqual(['09:04:30']);
  });

  it('fires once for at(), and between start and end for others', () => {
    const all = [
      schedule('at(2026-01-15T09:01:00)', { id: 'Once' }),
      schedule('at(2026-01-15T08:00:00)', { id: 'Past' }),
      schedule('cron(* * * * ? *)', {
        startsAt: Date.parse('2026-01-15T09:02:00Z'),
        endsAt: Date.parse('2026-01-15T09:03:00Z'),
      }),
      schedule('rate(1 minute)', { id: 'Over', endsAt: Date.parse('2026-01-15T09:00:00Z') }),
    ];
    expect(firedAt(all, '2026-01-15T09:00:30Z', 5)).toEqual(['Once 09:01', 'S 09:02', 'S 09:03']);
  });
});
