import * as z from 'zod/mini';

/** What the function is invoked with. */
export const Input = z.strictObject({ id: z.string().check(z.minLength(1), z.maxLength(256)) });

export type Input = z.infer<typeof Input>;
