import { isScheduleEvent, parseScheduleEvent } from '__event__';
import { parseInput, work } from '__handler__';

export async function handle(event: unknown) {
  if (isScheduleEvent(event)) {
    const { id } = parseScheduleEvent(event);
    return work(parseInput({ id }));
  }
}
