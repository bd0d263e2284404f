import { isKinesisEvent, kinesisResponse, parseKinesisEvent } from '__event__';
import { parseInput, work } from '__handler__';

export async function handle(event: unknown) {
  if (isKinesisEvent(event)) {
    const batch = parseKinesisEvent(event);
    return kinesisResponse(batch, ({ data }) => work(parseInput(data)));
  }
}
