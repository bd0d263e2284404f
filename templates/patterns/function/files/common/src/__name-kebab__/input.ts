import * as z from 'zod/mini';

const Input = z.strictObject({ id: z.string().check(z.minLength(1), z.maxLength(256)) });

/** What the function is invoked with. */
export type Input = z.infer<typeof Input>;

/** Checks an input. Throws a TypeError that repeats nothing of it. */
export function parseInput(value: unknown): Input {
  const { data, error } = z.safeParse(Input, value);
  if (error) throw new TypeError('The input is invalid', { cause: error });
  return data;
}
