import { isSqsEvent, parseSqsEvent, sqsResponse } from '__event__';
import { parseInput, work } from '__handler__';

export async function handle(event: unknown) {
  if (isSqsEvent(event)) {
    const batch = parseSqsEvent(event);
    return sqsResponse(batch, ({ body }) => work(parseInput(body)));
  }
}
