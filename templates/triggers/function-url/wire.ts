import { functionUrlResponse, isFunctionUrlEvent, parseFunctionUrlEvent } from '__event__';
import { parseInput, work } from '__handler__';

export async function handle(event: unknown) {
  if (isFunctionUrlEvent(event)) {
    const request = parseFunctionUrlEvent(event);
    return functionUrlResponse(request, ({ body, parameters, query }) =>
      work(parseInput(body ?? { id: parameters.id ?? query.id })),
    );
  }
}
