/** The values that one field of a cron expression may have, and what may stand in it. */
interface FieldRule {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
  readonly wildcards: string;
}

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const WEEKDAYS = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based */
const RULES = {
  minutes: { name: 'minutes', min: 0, max: 59, wildcards: ', - * /' },
  hours: { name: 'hours', min: 0, max: 23, wildcards: ', - * /' },
  days: { name: 'day of month', min: 1, max: 31, wildcards: ', - * ? / L W' },
  months: { name: 'month', min: 1, max: 12, names: MONTHS, wildcards: ', - * /' },
  weekdays: { name: 'day of week', min: 1, max: 7, names: WEEKDAYS, wildcards: ', - * ? L #' },
  years: { name: 'year', min: 1970, max: 2199, wildcards: ', - * /' },
} as const satisfies Record<string, FieldRule>;

const LAST_YEAR = RULES.years.max;

/** Whether a schedule can name the year. */
export const isCalendarYear = (year: number) => year >= RULES.years.min && year <= LAST_YEAR;

/** A calendar day of no time zone. */
interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 1 is Sunday. */
  readonly weekday: number;
  /** The last day of its month. */
  readonly last: number;
}

export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: readonly number[];
  readonly years: readonly number[];
  readonly isOn: (day: Day) => boolean;
}

const legal = ({ name, min, max, names, wildcards }: FieldRule) =>
  `${name} takes ${min} to ${max}${names ? ` or ${names[0]} to ${names.at(-1)}` : ''} and ${wildcards}`;

function wrong(rule: FieldRule, text: string): never {
  throw new Error(`${JSON.stringify(text)} is no ${rule.name}: ${legal(rule)}`);
}

function numberOf(rule: FieldRule, text: string, whole: string): number {
  const index = rule.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = index >= 0 ? index + 1 : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= rule.min && value <= rule.max ? value : wrong(rule, whole);
}

/** Every `step`th value from `from` to `to`, over the end of the field if `to` is the smaller. */
function range(rule: FieldRule, from: number, to: number, step: number): number[] {
  const size = rule.max - rule.min + 1;
  const length = (to - from + size) % size;
  const offsets = Array.from({ length: Math.floor(length / step) + 1 }, (_, i) => i * step);
  return offsets.map((offset) => rule.min + ((from - rule.min + offset) % size));
}

/** One entry of a list: `*`, `5`, `1-5`, and each with `/n` where the field takes steps. */
function entry(rule: FieldRule, text: string, whole: string): number[] {
  const [span = '', step, ...more] = text.split('/');
  const takesSteps = rule.wildcards.includes('/');
  if (more.length > 0 || (step !== undefined && !(takesSteps && /^[1-9]\d{0,3}$/.test(step))))
    wrong(rule, whole);
  const every = Number(step ?? 1);
  if (span === '*') return range(rule, rule.min, rule.max, every);
  const ends = span.split('-').map((end) => numberOf(rule, end, whole));
  const [from, to = step === undefined ? from : rule.max, tooMany] = ends;
  if (from === undefined || to === undefined || tooMany !== undefined) wrong(rule, whole);
  if (rule === RULES.years && to < from) wrong(rule, whole);
  return range(rule, from, to, every);
}

const list = (rule: FieldRule, text: string) =>
  [...new Set(text.split(',').flatMap((one) => entry(rule, one, text)))].sort((a, b) => a - b);

const weekdayOf = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;

/** The Monday to Friday that is nearest to `day` within its month. */
function nearestWorkday({ year, month, last }: Day, day: number): number {
  const weekday = weekdayOf(year, month, day);
  if (weekday === 1) return day === last ? day - 2 : day + 1;
  if (weekday === 7) return day === 1 ? day + 2 : day - 1;
  return day;
}

/** `L`, `LW`, `L-3`, `15W`, or a list. */
function dayOfMonth(text: string): Cron['isOn'] {
  if (text === 'L') return ({ day, last }) => day === last;
  if (text === 'LW') return (on) => on.day === nearestWorkday(on, on.last);
  const back = /^L-([1-9]|[12]\d|30)$/.exec(text)?.[1];
  if (back) return ({ day, last }) => day === last - Number(back);
  const near = /^(\d{1,2})W$/.exec(text)?.[1];
  if (near) {
    const target = numberOf(RULES.days, near, text);
    return (on) => target <= on.last && on.day === nearestWorkday(on, target);
  }
  const days = list(RULES.days, text);
  return ({ day }) => days.includes(day);
}

/** `L`, `6L`, `2#1`, or a list. */
function dayOfWeek(text: string): Cron['isOn'] {
  if (text === 'L') return ({ weekday }) => weekday === RULES.weekdays.max;
  const lastOne = /^(\w+)L$/.exec(text)?.[1];
  if (lastOne) {
    const target = numberOf(RULES.weekdays, lastOne, text);
    return ({ weekday, day, last }) => weekday === target && day > last - 7;
  }
  const [, nthOne, nth] = /^(\w+)#([1-5])$/.exec(text) ?? [];
  if (nthOne) {
    const target = numberOf(RULES.weekdays, nthOne, text);
    return ({ weekday, day }) => weekday === target && Math.ceil(day / 7) === Number(nth);
  }
  const weekdays = list(RULES.weekdays, text);
  return ({ weekday }) => weekdays.includes(weekday);
}

function dayRule(days: string, weekdays: string): Cron['isOn'] {
  if ((days === '?') === (weekdays === '?'))
    throw new Error(
      'one of day of month and day of week must be ?, and the other must not, as in cron(0 9 ? * MON-FRI *)',
    );
  return weekdays === '?' ? dayOfMonth(days) : dayOfWeek(weekdays);
}

/** Parses the six fields between the parentheses of `cron(…)`; throws with the rule that they break. */
export function parseCron(text: string): Cron {
  const fields = text.split(' ');
  const [minutes, hours, days, months, weekdays, years] = fields;
  if (fields.length !== 6 || !minutes || !hours || !days || !months || !weekdays || !years)
    throw new Error(
      'cron() takes six fields, one space between them: minutes, hours, day of month, month, day of week, year',
    );
  return {
    minutes: list(RULES.minutes, minutes),
    hours: list(RULES.hours, hours),
    months: list(RULES.months, months),
    years: list(RULES.years, years),
    isOn: dayRule(days, weekdays),
  };
}

/** The days from a date on (as UTC) that a cron expression names, in their order. */
export function* cronDays(cron: Cron, from: Date): Generator<Day> {
  const cursor = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate()));
  for (; cursor.getUTCFullYear() <= LAST_YEAR; cursor.setUTCDate(cursor.getUTCDate() + 1)) {
    const year = cursor.getUTCFullYear();
    const month = cursor.getUTCMonth() + 1;
    if (!cron.years.includes(year) || !cron.months.includes(month)) continue;
    const day = cursor.getUTCDate();
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const candidate = { year, month, day, last, weekday: cursor.getUTCDay() + 1 };
    if (cron.isOn(candidate)) yield candidate;
  }
}
