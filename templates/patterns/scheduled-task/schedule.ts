import { cronDays, isCalendarYear, parseCron } from './cron.ts';
import { instantOf, shownIn } from './time-zone.ts';

const UNITS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** Longest legal expression, in characters: ScheduleExpression of the Scheduler API. */
const MAX_LENGTH = 256;

const FORMS = 'it is rate(1 hour), cron(0 9 ? * MON-FRI *) or at(2030-01-31T12:00:00)';

/** The run times behind `now`, in their order; an interval counts from `now`. */
type Runs = (now: Date, timeZone: string) => Iterable<Date>;

function rate(text: string): Runs {
  const [, digits, unit, plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(text) ?? [];
  const value = Number(digits);
  if (!unit || !Number.isSafeInteger(value * UNITS[unit]!))
    throw new Error(
      'rate() takes a positive number and minutes, hours or days, as in rate(5 minutes)',
    );
  if ((value === 1) === (plural === 's'))
    throw new Error(`write rate(${value} ${unit}${value === 1 ? '' : 's'}): 1 takes the singular`);
  return function* (now) {
    for (let run = now.getTime(); ; run += value * UNITS[unit]!) yield new Date(run);
  };
}

function at(text: string): Runs {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  if (!isReal || !isCalendarYear(new Date(time).getUTCFullYear()))
    throw new Error(
      'at() takes a date and a time from 1970 to 2199, as in at(2030-01-31T12:00:00)',
    );
  return function* (now, timeZone) {
    const run = instantOf(time, timeZone);
    if (run && run > now) yield run;
  };
}

function cron(text: string): Runs {
  const parsed = parseCron(text);
  if (cronDays(parsed, new Date(0)).next().done)
    throw new Error('there is no such day: the schedule would never run');
  return function* (now, timeZone) {
    // A day early: where it is already tomorrow, or still yesterday, in UTC
    const from = new Date(now.getTime() - UNITS.day!);
    for (const { year, month, day } of cronDays(parsed, from))
      for (const hour of parsed.hours)
        for (const minute of parsed.minutes) {
          const run = instantOf(Date.UTC(year, month - 1, day, hour, minute), timeZone);
          if (run && run > now) yield run;
        }
  };
}

const KINDS: Readonly<Record<string, (text: string) => Runs>> = { rate, cron, at };

/**
 * The period, in seconds, of which three without a run are silence: an hour, or a day where runs are rarer. None
 * where runs are rarer than a day, or a calendar says when they are.
 */
export function silencePeriod(text: string): number | undefined {
  const [, value, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(text) ?? [];
  const gap = Number(value) * (UNITS[unit] ?? Number.NaN);
  if (gap <= UNITS.hour!) return 3600;
  return gap <= UNITS.day! ? 86_400 : undefined;
}

/** Parses a schedule expression; throws with the rule that it breaks. */
function parseSchedule(text: string): Runs {
  if (text.length > MAX_LENGTH) throw new Error(`it has more than ${MAX_LENGTH} characters`);
  const [, kind = '', inner = ''] = /^(rate|cron|at)\((.*)\)$/.exec(text) ?? [];
  const parse = KINDS[kind];
  if (!parse) throw new Error(FORMS);
  return parse(inner);
}

/** Why EventBridge Scheduler would not take an expression; undefined when it would. */
export function scheduleProblem(text: string): string | undefined {
  try {
    parseSchedule(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The next run times of a legal expression behind `now`: fewer than `count` when there are no more. */
export function nextRuns(text: string, timeZone: string, now: Date, count = 3): readonly Date[] {
  const runs: Date[] = [];
  for (const run of parseSchedule(text)(now, timeZone)) {
    runs.push(run);
    if (runs.length === count) break;
  }
  return runs;
}

/** The next three run times as lines for a person. */
export function previewRuns(text: string, timeZone: string, now: Date): readonly string[] {
  const runs = nextRuns(text, timeZone, now).map((run) => shownIn(run, timeZone));
  return text.startsWith('rate(') ? runs.map((run) => `${run}, if deployed now`) : runs;
}

/** Why a legal expression would never run behind `now`; undefined when it would. */
export const noRunProblem = (text: string, timeZone: string, now: Date): string | undefined =>
  nextRuns(text, timeZone, now, 1).length > 0
    ? undefined
    : `it would never run: its time has passed, or the clocks of ${timeZone} leave it out`;
