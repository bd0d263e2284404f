import { isSnsEvent, parseSnsEvent, snsResponse } from '__event__';
import { parseInput, work } from '__handler__';

export async function handle(event: unknown) {
  if (isSnsEvent(event)) {
    const batch = parseSnsEvent(event);
    return snsResponse(batch, ({ body }) => work(parseInput(body)));
  }
}
