import { parseInput } from '__schema__';

/** Does the work of one request. */
export const __handler__ = async (event: unknown) => {
  const { id } = parseInput(event);
  console.log(JSON.stringify({ level: 'INFO', message: 'Received', id }));
  return { id };
};
