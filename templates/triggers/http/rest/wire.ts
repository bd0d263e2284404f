import { isRestEvent, parseRestEvent, restResponse } from '__event__';
import { parseInput, work } from '__handler__';

export async function handle(event: unknown) {
  if (isRestEvent(event)) {
    const request = parseRestEvent(event);
    return restResponse(request, ({ body, parameters, query }) =>
      work(parseInput(body ?? { id: parameters.id ?? query.id })),
    );
  }
}
