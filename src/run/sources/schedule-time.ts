/** When schedules are due: `rate()`, `cron()` and `at()`. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */

const UNITS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** The interval of `rate(5 minutes)` in milliseconds; undefined for another expression. */
export function rateMs(expression: string): number | undefined {
  const [, count, unit] = /^rate\(\s*([1-9]\d*)\s+(minute|hour|day)s?\s*\)$/.exec(expression) ?? [];
  return unit === undefined ? undefined : Number(count) * UNITS[unit]!;
}

/** A minute on the clock of a time zone; months and days of the week count from 1, Sunday first. */
export interface ClockMinute {
  readonly minute: number;
  readonly hour: number;
  readonly day: number;
  readonly month: number;
  readonly weekday: number;
  readonly year: number;
}

export const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
export const MONTHS = [
  'JAN',
  'FEB',
  'MAR',
  'APR',
  'MAY',
  'JUN',
  'JUL',
  'AUG',
  'SEP',
  'OCT',
  'NOV',
  'DEC',
];

export function clockAt(time: Date, timeZone: string): ClockMinute {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    weekday: 'short',
  });
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  return {
    minute: number('minute'),
    hour: number('hour'),
    day: number('day'),
    month: number('month'),
    weekday: WEEKDAYS.indexOf(parts.get('weekday')!.toUpperCase()) + 1,
    year: number('year'),
  };
}

const numberIn = (text: string, names: readonly string[]) => {
  const at = names.indexOf(text.toUpperCase());
  return at < 0 ? Number(text) : at + 1;
};

/** One part of a field: `*`, `5`, `1-5`, `0/15`, `MON-FRI`; steps of `*` and of nothing count from the lowest value. */
function partMatches(part: string, value: number, names: readonly string[], least: number) {
  const [range = '', step] = part.split('/');
  if (range === '*' || range === '?' || range === '')
    return step === undefined || (value - least) % Number(step) === 0;
  const [from = Number.NaN, to] = range.split('-').map((text) => numberIn(text, names));
  const end = to ?? (step === undefined ? from : Number.POSITIVE_INFINITY);
  // FRI-MON goes over the end of the week
  const isInside = end >= from ? value >= from && value <= end : value >= from || value <= end;
  return isInside && (step === undefined || (value - from) % Number(step) === 0);
}

const fieldMatches = (field: string, value: number, least: number, names: readonly string[] = []) =>
  field.split(',').some((part) => partMatches(part, value, names, least));

/** The lowest year of an expression. */
const FIRST_YEAR = 1970;

const daysIn = ({ year, month }: ClockMinute) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The weekday that is nearest to a day of the month, within the month. */
function nearestWeekday(day: number, clock: ClockMinute): number {
  const weekday = new Date(Date.UTC(clock.year, clock.month - 1, day)).getUTCDay();
  if (weekday === 6) return day > 1 ? day - 1 : day + 2;
  if (weekday === 0) return day < daysIn(clock) ? day + 1 : day - 2;
  return day;
}

function dayMatches(field: string, clock: ClockMinute): boolean {
  if (field === 'L') return clock.day === daysIn(clock);
  if (field === 'LW') return clock.day === nearestWeekday(daysIn(clock), clock);
  const near = /^(\d+)W$/.exec(field)?.[1];
  if (near) return clock.day === nearestWeekday(Number(near), clock);
  return fieldMatches(field, clock.day, 1);
}

function weekdayMatches(field: string, clock: ClockMinute): boolean {
  const [, last] = /^(\w+)L$/.exec(field) ?? [];
  if (last) return clock.weekday === numberIn(last, WEEKDAYS) && clock.day + 7 > daysIn(clock);
  if (field === 'L') return clock.weekday === 7;
  const [, day, week] = /^(\w+)#(\d)$/.exec(field) ?? [];
  if (day)
    return clock.weekday === numberIn(day, WEEKDAYS) && Math.ceil(clock.day / 7) === Number(week);
  return fieldMatches(field, clock.weekday, 1, WEEKDAYS);
}

/** Whether `cron(minutes hours day month weekday year)` is due in a minute; never for another expression. */
export function isCronDue(expression: string, clock: ClockMinute): boolean {
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) return false;
  const [minute, hour, day, month, weekday, year] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return (
    fieldMatches(minute, clock.minute, 0) &&
    fieldMatches(hour, clock.hour, 0) &&
    dayMatches(day, clock) &&
    fieldMatches(month, clock.month, 1, MONTHS) &&
    weekdayMatches(weekday, clock) &&
    fieldMatches(year, clock.year, FIRST_YEAR)
  );
}

const two = (n: number) => String(n).padStart(2, '0');

/** Whether `at(2026-01-31T09:30:00)` is due in a minute. */
export function isAtDue(
  expression: string,
  { year, month, day, hour, minute }: ClockMinute,
): boolean {
  const at = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d)/.exec(expression)?.[1];
  return at === `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}
