import { randomUUID } from 'node:crypto';
import type { Schedule, Target } from '../../infrastructure/resolve/deployment.ts';
import type { Activity } from '../core/activity.ts';
import { type Receivers, sendToTarget } from '../core/targets.ts';
import { busEvent } from '../services/events/event-bus.ts';
import { targetInput } from '../services/events/inputs.ts';
import { scheduleProblem } from './schedule-problem.ts';
import { clockAt, isAtDue, isCronDue, rateMs } from './schedule-time.ts';

const MINUTE_MS = 60_000;

const withoutMilliseconds = (time: Date) => `${time.toISOString().slice(0, 19)}Z`;

/** Values that EventBridge Scheduler puts into a target's input. */
function filled(input: string, schedule: Schedule, time: Date): string {
  const values: Readonly<Record<string, string>> = {
    'schedule-arn': schedule.arn,
    'scheduled-time': withoutMilliseconds(time),
    'execution-id': randomUUID(),
    'attempt-number': '1',
  };
  return input.replaceAll(
    /<aws\.scheduler\.([\w-]+)>/g,
    (token, name: string) => values[name] ?? token,
  );
}

/** What a target receives: its input, else an event that says which schedule it is. */
function scheduledInput(schedule: Schedule, target: Target, time: Date): string {
  const isRule = schedule.kind === 'rule';
  const event = {
    ...busEvent({
      source: isRule ? 'aws.events' : 'aws.scheduler',
      detailType: 'Scheduled Event',
      detail: isRule ? {} : '{}',
      region: schedule.arn.split(':')[3] ?? 'us-east-1',
      resources: [schedule.arn],
    }),
    time: withoutMilliseconds(time),
  };
  if (isRule) return targetInput(target, event, schedule);
  return target.input === undefined ? JSON.stringify(event) : filled(target.input, schedule, time);
}

/** Fires a schedule now. */
export async function fire(
  schedule: Schedule,
  activity: Activity,
  to: Receivers,
  time = new Date(),
): Promise<void> {
  const cause = activity.fresh('schedule', schedule.id);
  await Promise.all(
    schedule.targets.map((target) =>
      sendToTarget(target, scheduledInput(schedule, target, time), cause, to),
    ),
  );
}

/** The longest timer of Node.js, 24 days; a longer one fires at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** When a schedule with a rate is due next, in milliseconds since the epoch. */
interface Due {
  readonly rate: number;
  readonly at: number;
}

const keyOf = ({ stack, id }: Schedule) => `${stack} ${id}`;

/** Fires schedules when they are due. */
export class Clock {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #due = new Map<string, Due>();
  readonly #fire: (schedule: Schedule, time: Date) => void;

  /** Goes on with the rates of the clock before. */
  constructor(
    schedules: readonly Schedule[],
    fireAt: (schedule: Schedule, time: Date) => void,
    before?: Clock,
  ) {
    this.#fire = fireAt;
    const enabled = schedules.filter((each) => each.isEnabled && !scheduleProblem(each));
    for (const schedule of enabled) {
      const rate = rateMs(schedule.expression);
      if (rate === undefined) continue;
      const known = before ? before.#due.get(keyOf(schedule)) : undefined;
      this.#wait(schedule, known?.rate === rate ? known : { rate, at: Date.now() + rate });
    }
    this.#minutes(enabled.filter(({ expression }) => rateMs(expression) === undefined));
  }

  #wait(schedule: Schedule, due: Due): void {
    const key = keyOf(schedule);
    this.#due.set(key, due);
    const look = () => {
      clearInterval(timer);
      this.#wait(schedule, this.#passed(schedule, due));
    };
    const left = Math.max(due.at - Date.now(), 0);
    const timer = setInterval(look, Math.min(left, LONGEST_MS)).unref();
    this.#timers.set(key, timer);
  }

  /** Fires what is due; gives when it is due next. A time that a computer has slept through is left out. */
  #passed(schedule: Schedule, due: Due): Due {
    const now = Date.now();
    const time = new Date(now);
    if (now < due.at) return due;
    if (isOpen(schedule, time)) this.#fire(schedule, time);
    const missed = Math.floor((now - due.at) / due.rate);
    return { ...due, at: due.at + (missed + 1) * due.rate };
  }

  /** Looks at every full minute which are due. */
  #minutes(schedules: readonly Schedule[]): void {
    if (schedules.length === 0) return;
    let last = Math.floor(Date.now() / MINUTE_MS);
    const look = () => {
      const minute = Math.floor(Date.now() / MINUTE_MS);
      if (minute === last) return;
      last = minute;
      const time = new Date(minute * MINUTE_MS);
      for (const schedule of schedules) if (isDue(schedule, time)) this.#fire(schedule, time);
    };
    this.#timers.set('minutes', setInterval(look, 1000).unref());
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearInterval(timer);
  }
}

/** Whether a schedule's start has come, and its end has not. */
const isOpen = ({ startsAt, endsAt }: Schedule, time: Date) =>
  time.getTime() >= (startsAt ?? 0) && time.getTime() <= (endsAt ?? Number.POSITIVE_INFINITY);

function isDue(schedule: Schedule, time: Date): boolean {
  const { expression, timezone } = schedule;
  if (!isOpen(schedule, time)) return false;
  const clock = clockAt(time, timezone);
  return isCronDue(expression, clock) || isAtDue(expression, clock);
}
