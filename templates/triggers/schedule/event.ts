/** What the schedule sends; the same execution may come twice. */
export interface ScheduleEvent {
  readonly scheduledTime: string;
  readonly executionId: string;
}

/** When a run was due, and its id. */
export interface Run {
  readonly due: Date;
  readonly id: string;
}

/** The run of an event. Throws a TypeError for an event that is none. */
export function runOf(event: unknown): Run {
  const { scheduledTime, executionId } = (event ?? {}) as Partial<Record<string, unknown>>;
  if (typeof scheduledTime !== 'string' || typeof executionId !== 'string')
    throw new TypeError('This is not an event of the schedule');
  const due = new Date(scheduledTime);
  if (Number.isNaN(due.getTime())) throw new TypeError(`${scheduledTime} is not a time`);
  return { due, id: executionId };
}
