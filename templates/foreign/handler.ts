import { type Input, parseInput } from '__schema__';

/** Does the work of one request. */
export const __handler__ = async (event: unknown) => {
  const input: Input = parseInput(event);
  console.log(JSON.stringify({ level: 'INFO', message: 'Received', id: input.id }));
  return { id: input.id };
};
