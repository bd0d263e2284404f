import type { Schedule } from '../../infrastructure/resolve/deployment.ts';
import { MONTHS, rateMs, WEEKDAYS } from './schedule-time.ts';

/** What a field may hold besides lists, ranges and steps. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
interface Field {
  readonly from: number;
  readonly to: number;
  readonly names?: readonly string[];
  readonly special?: RegExp;
}

const FIELDS: readonly Field[] = [
  { from: 0, to: 59 },
  { from: 0, to: 23 },
  { from: 1, to: 31, special: /^(\?|L|LW|([12]?\d|3[01])W)$/ },
  { from: 1, to: 12, names: MONTHS },
  { from: 1, to: 7, names: WEEKDAYS, special: /^(\?|L|([1-7]|[A-Z]{3})(L|#[1-5]))$/i },
  { from: 1970, to: 2199 },
];

const DAY = 2;
const WEEKDAY = 4;

const isValue = (text: string, { from, to, names = [] }: Field) =>
  names.includes(text.toUpperCase()) ||
  (/^\d+$/.test(text) && Number(text) >= from && Number(text) <= to);

function isPart(part: string, field: Field): boolean {
  const [, range, step] = /^([^/]*)(?:\/(\d+))?$/.exec(part) ?? [];
  if (range === undefined || step === '0') return false;
  if (range === '*' || (range === '' && step)) return true;
  const ends = range.split('-');
  return ends.length <= 2 && ends.every((end) => isValue(end, field));
}

const isField = (text: string, field: Field) =>
  field.special?.test(text) || text.split(',').every((part) => isPart(part, field));

function isCron(expression: string): boolean {
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/) ?? [];
  if (fields.length !== FIELDS.length) return false;
  // Of the two fields for days, one names them and the other is `?`
  if ((fields[DAY] === '?') === (fields[WEEKDAY] === '?')) return false;
  return FIELDS.every((field, at) => isField(fields[at]!, field));
}

function isAt(expression: string): boolean {
  const time = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression)?.[1];
  return time !== undefined && !Number.isNaN(Date.parse(`${time}Z`));
}

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }) !== undefined;
  } catch {
    return false;
  }
}

/** Why a schedule never fires by time; undefined for one that does. */
export function scheduleProblem({ expression, timezone, kind }: Schedule): string | undefined {
  if (!isTimeZone(timezone)) return `there is no time zone "${timezone}"`;
  const isOnce = kind === 'scheduler' && isAt(expression);
  if (rateMs(expression) !== undefined || isCron(expression) || isOnce) return undefined;
  return `"${expression}" is no rate(), cron()${kind === 'scheduler' ? ' or at()' : ''} expression`;
}
