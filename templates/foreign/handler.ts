import type { Input } from '__schema__';
import { parseInput } from '__schema__';

/** Does the work of one input. */
const work = async ({ id }: Input) => {
  console.log(JSON.stringify({ level: 'INFO', message: 'Received', id }));
  return { id };
};

export const __handler__ = async (event: unknown) => {
  return work(parseInput(event));
};
