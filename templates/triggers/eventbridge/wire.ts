import { isEventBridgeEvent, parseEventBridgeEvent } from '__event__';
import { parseInput, work } from '__handler__';

export async function handle(event: unknown) {
  if (isEventBridgeEvent(event)) {
    const { detail } = parseEventBridgeEvent(event);
    return work(parseInput(detail));
  }
}
