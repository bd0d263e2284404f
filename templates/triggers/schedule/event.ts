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

/** Reads the run of an event. Throws a TypeError for an event that is none. */
export function parseScheduleEvent(event: unknown): Run {
  if (!isScheduleEvent(event)) throw new TypeError('This is not an event of the schedule');
  const { scheduledTime, executionId } = event;
  const due = new Date(scheduledTime);
  if (Number.isNaN(due.getTime())) throw new TypeError(`${scheduledTime} is not a time`);
  return { due, id: executionId };
}

/** Whether the schedule has sent the event. */
export function isScheduleEvent(event: unknown): event is ScheduleEvent {
  const { scheduledTime, executionId } = (event ?? {}) as Record<string, unknown>;
  return typeof scheduledTime === 'string' && typeof executionId === 'string';
}
