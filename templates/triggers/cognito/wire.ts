import { isCognitoEvent, parseCognitoEvent } from '__event__';
import { parseInput, work } from '__handler__';

export async function handle(event: unknown) {
  if (isCognitoEvent(event)) {
    const { name } = parseCognitoEvent(event);
    await work(parseInput({ id: name }));
    return event;
  }
}
