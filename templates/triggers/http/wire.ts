import { httpResponse, isHttpEvent, parseHttpEvent } from '__event__';
import { parseInput, work } from '__handler__';

export async function handle(event: unknown) {
  if (isHttpEvent(event)) {
    const request = parseHttpEvent(event);
    return httpResponse(request, ({ body, parameters, query }) =>
      work(parseInput(body ?? { id: parameters.id ?? query.id })),
    );
  }
}
